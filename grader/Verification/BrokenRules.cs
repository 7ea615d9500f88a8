using Labs.Reporting;

namespace Labs.Grader.Verification;

/// <summary>Tells what rules a submission breaks.</summary>
internal static class BrokenRules
{
    private const int ViolationsMost = 50;
    private const int LineMost = 1000;

    /// <summary>One line for each violation, and one for those that are too many.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Violation> violations)
    {
        var shown = violations.Take(ViolationsMost).Select(violation => PlainText.Line($"{violation}", LineMost));
        int more = violations.Count - ViolationsMost;
        return more > 0 ? shown.Append($"... and {more} more") : shown;
    }

    /// <summary>The same, with paths to open from the folder in which the command was typed.</summary>
    /// <param name="violations">The violations.</param>
    /// <param name="root">The folder that their paths begin at; null where they lie in an archive.</param>
    public static IEnumerable<string> LinesFromHere(IReadOnlyList<Violation> violations, string? root) =>
        Lines(root is null ? violations : [.. violations.Select(violation => FromHere(root, violation))]);

    private static Violation FromHere(string root, Violation violation) =>
        violation with { Place = violation.Place with { Path = FromHere(root, violation.Place.Path) } };

    private static string FromHere(string root, string path) =>
        Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(root, path)).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>What a verb says that runs no such submission.</summary>
    public static InputException Refusal(IReadOnlyList<Violation> violations) =>
        new(string.Join('\n', Lines(violations).Prepend("the submission breaks the rules, so no trial is run:")));
}
