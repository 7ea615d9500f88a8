using System.Globalization;
using Labs.Reporting;

namespace Labs.Grader.Classes;

/// <summary>The class as a table for spreadsheets.</summary>
internal static class Gradebook
{
    private const string GraderFailed = "the grader failed";

    /// <summary>Writes it: a line a student.</summary>
    /// <param name="results">The students with their results; null where the grader failed.</param>
    public static string Write(IReadOnlyList<(Student Student, LabResult? Result)> results)
    {
        string[] parts =
        [
            .. results.SelectMany(row => row.Result?.Tests ?? []).Select(test => test.Part).Distinct().Order(StringComparer.Ordinal),
        ];
        string[] head =
        [
            "student", "score", "max_score", .. parts.Select(part => $"part_{part}"), "trials", "failed_scenarios", "note",
            "submission_hash", "seed_set", "suite_hash", "framework",
        ];
        var rows = results.Select(row => Row(row.Student, row.Result, parts)).Prepend(head);
        return CsvFile.Write(rows.Select(row => row.Select(CsvFile.Plain)));
    }

    /// <summary>Why a student has no trials, in a few words; nothing where there are some.</summary>
    public static string Note(LabResult? result) => result switch
    {
        null => GraderFailed,
        // The first line may only announce the others, the first of which says it.
        { Refusal: { } refusal } => PlainText.Line(string.Join(' ', refusal.Split('\n').Take(2)).Trim()),
        _ => "",
    };

    private static IEnumerable<string> Row(Student student, LabResult? result, string[] parts) =>
    [
        student.Name,
        result is null ? "" : Text(result.Score),
        result is null ? "" : Text(result.MaxScore),
        .. parts.Select(part => result is null ? "" : Text(result.Tests.Where(test => test.Part == part).Sum(test => test.Score))),
        result is null ? "" : Text(result.Tests.Sum(test => test.Trials)),
        result is { Refusal: null } ? Text(result.Tests.Count(test => test.Verdict != TestVerdict.Passed)) : "",
        Note(result),
        result?.SubmissionHash ?? "",
        result is null ? "" : Hex.Format(result.BaseSeed),
        result?.SuiteHash ?? "",
        result?.Framework ?? "",
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
