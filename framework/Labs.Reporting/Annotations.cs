using System.Text.RegularExpressions;

namespace Labs.Reporting;

/// <summary>Writes workflow commands for GitHub's runner, which shows them beside the code. It shows ten of a step, the first that come:
/// so these are the worst ten.</summary>
public static partial class Annotations
{
    /// <summary>The most annotations that are shown.</summary>
    public const int Most = 10;

    private const int LinesMost = 12;

    /// <summary>Writes an annotation for each of the ten scenarios that cost the most points.</summary>
    /// <param name="output">The job's log.</param>
    /// <param name="report">The report.</param>
    /// <param name="folder">Where the sources are, from the repository's root, as in <c>labs</c>; null where they lie outside.</param>
    public static void Write(TextWriter output, StudentReport report, string? folder)
    {
        if (report.Refusal is not null)
        {
            WriteRefusal(output, report, folder);
            return;
        }

        var worst = report.Result.Tests
            .Where(test => !report.IsPassed(test))
            .OrderByDescending(test => StudentReport.PointsOf(test) - StudentReport.ScoreOf(test))
            .ThenByDescending(test => (double)test.Failed / Math.Max(1, test.Trials))
            .Take(Most);
        foreach (var test in worst)
        {
            var lines = report.FailureLines(test).Take(LinesMost).Prepend(report.Outcome(test));
            var place = test.Failures.Select(failure => StackLine().Match(failure.Details)).FirstOrDefault(match => match.Success);
            string points = $"{StudentReport.ScoreOf(test)}/{StudentReport.PointsOf(test)}";
            Write(output, place, folder, $"{StudentReport.TitleOf(test)} ({test.Part}, {points})", string.Join('\n', lines));
        }
    }

    // The compiler's and the rules' lines begin with their place.
    private static void WriteRefusal(TextWriter output, StudentReport report, string? folder)
    {
        string[] lines = report.RefusalText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var placed = lines.Select(line => CompilerLine().Match(line)).Where(match => match.Success).Take(Most).ToList();
        string title = $"{report.Lab}: the submission was not run";
        if (placed.Count == 0) Write(output, null, folder, title, report.RefusalText);
        foreach (var match in placed) Write(output, match, folder, title, match.Groups["text"].Value);
    }

    private static void Write(TextWriter output, Match? place, string? folder, string title, string message)
    {
        string where = "";
        if (place is not null && folder is not null)
        {
            string path = folder.Length == 0 ? place.Groups["path"].Value : $"{folder}/{place.Groups["path"].Value}";
            where = $"file={Property(path)},line={place.Groups["line"].Value},";
        }

        output.WriteLine($"::error {where}title={Property(PlainText.Line(title))}::{Data(message)}");
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\bin (?<path>[\w-]+(/[\w-][\w.-]*)*\.cs):line (?<line>[0-9]{1,9})\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex StackLine();

    [GeneratedRegex(
        @"^(?<path>[\w-]+(/[\w-][\w.-]*)*\.cs):(?<line>[0-9]{1,9})(:[0-9]{1,9})?: (?<text>.+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex CompilerLine();
}
