using System.Text.RegularExpressions;
using Labs.Reporting;

namespace Labs.Grader.Classes;

/// <summary>Failures of several students that look alike: of one kind, with words that differ in numbers and quotations alone. One bug
/// shows in many scenarios, so that those are counted, not told apart.</summary>
/// <param name="Kind">The failures' kind.</param>
/// <param name="Reason">What was seen, without numbers and quotations.</param>
/// <param name="Scenarios">Where it was seen, by name.</param>
/// <param name="Students">Whose they are, by name.</param>
internal sealed partial record LookAlikes(string Kind, string Reason, IReadOnlyList<string> Scenarios, IReadOnlyList<string> Students)
{
    /// <summary>Finds them, those of most students first.</summary>
    public static IReadOnlyList<LookAlikes> Among(IReadOnlyList<LabResult> results) =>
    [
        .. results
            .SelectMany(result => result.Tests, (result, test) => (result.Submission, Test: test))
            .SelectMany(found => found.Test.Failures, (found, failure) => (found.Submission, found.Test.Name, Failure: failure))
            .GroupBy(found => (found.Failure.Kind, Reason: WithoutParticulars(found.Failure.Reason)))
            .Select(alike => new LookAlikes(
                alike.Key.Kind,
                alike.Key.Reason,
                [.. alike.Select(found => found.Name).Distinct()],
                [.. alike.Select(found => found.Submission).Distinct()]))
            .Where(alike => alike.Students.Count > 1)
            .OrderByDescending(alike => alike.Students.Count)
            .ThenByDescending(alike => alike.Scenarios.Count)
            .ThenBy(alike => alike.Kind, StringComparer.Ordinal)
            .ThenBy(alike => alike.Reason, StringComparer.Ordinal),
    ];

    private static string WithoutParticulars(string reason) => Number().Replace(Quotation().Replace(reason, "'…'"), "#");

    [GeneratedRegex(@"'[^']*'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"[0-9]+(?:[., \u00a0][0-9]+)*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
