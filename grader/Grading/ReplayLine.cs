using System.Text.RegularExpressions;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>Writes the command that runs one trial again, to paste in the repository.</summary>
/// <param name="Lab">The lab's name.</param>
/// <param name="Submission">The submission's folder as it was given; null for the default.</param>
/// <param name="WithReference">The labs below for which the reference solution took the submission's place.</param>
internal sealed partial record ReplayLine(string Lab, string? Submission, IReadOnlyList<string> WithReference)
{
    /// <summary>The command for one trial.</summary>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="seed">The trial's seed.</param>
    /// <param name="schedule">The file that says what deviates in it; null where all does.</param>
    public string For(string scenario, ulong seed, string? schedule = null) =>
        Command("replay", scenario, seed) + (schedule is null ? "" : $" --schedule {Quote(schedule)}");

    /// <summary>The command that makes one trial smaller.</summary>
    public string Shrink(string scenario, ulong seed) => Command("shrink", scenario, seed);

    private string Command(string verb, string scenario, ulong seed)
    {
        string command = $"dotnet run -c Release --project grader -- {verb} {Lab} --scenario {scenario} --seed {Seeds.Format(seed)}";
        if (Submission is not null) command += $" --submission {Quote(Submission)}";
        return command + string.Concat(WithReference.Select(lab => $" --with-reference {Quote(lab)}"));
    }

    private static string Quote(string word) => Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // What no shell takes for anything else.
    [GeneratedRegex(@"\A[A-Za-z0-9_./:=,@%+-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Harmless();
}
