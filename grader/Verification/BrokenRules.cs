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

    /// <summary>What a verb says that runs no such submission.</summary>
    public static InputException Refusal(IReadOnlyList<Violation> violations) =>
        new(string.Join('\n', Lines(violations).Prepend("the submission breaks the rules, so no trial is run:")));
}
