using System.Net;
using System.Text;
using Labs.Reporting;

namespace Labs.Grader.Classes;

/// <summary>The class as one page: scores, the scenarios most failed, failures that look alike. It has no script, and all text is
/// escaped.</summary>
internal static class OverviewPage
{
    private const int ScenariosMost = 30;
    private const int AlikeMost = 50;
    private const int NameMost = 80;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <style>
        body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em }
        table { border-collapse: collapse; margin: 1em 0 2em } th, td { padding: .2em .8em; text-align: left; vertical-align: top }
        tr { border-bottom: 1px solid #ddd } td.n { text-align: right } meter { width: 12em }
        </style>
        """;

    /// <summary>Writes it.</summary>
    /// <param name="title">The lab's title.</param>
    /// <param name="results">The students with their results; null where the grader failed.</param>
    public static string Write(string title, IReadOnlyList<(Student Student, LabResult? Result)> results)
    {
        LabResult[] graded = [.. results.Select(row => row.Result).OfType<LabResult>()];
        LabResult[] run = [.. graded.Where(result => result.Refusal is null)];
        var page = new StringBuilder(Head);
        page.Append($"\n<title>{Text(title)}</title>\n</head>\n<body>\n<h1>{Text(title)}</h1>\n");
        page.Append($"<p>{results.Count} submissions: {run.Length} run, {graded.Length - run.Length} not run.");
        if (graded.Length < results.Count) page.Append($" On {results.Count - graded.Length} the grader failed.");
        if (graded.Length > 0) page.Append($" Median of all {Median(graded)} of {graded[0].MaxScore} points.");
        page.Append("</p>\n");
        AppendScores(page, results);
        AppendScenarios(page, run);
        AppendAlike(page, LookAlikes.Among(run));
        AppendSame(page, run);
        AppendNotRun(page, graded);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void AppendScores(StringBuilder page, IReadOnlyList<(Student Student, LabResult? Result)> results)
    {
        page.Append("<h2>Scores</h2>\n<table>\n<tr><th>Student<th>Points<th><th>Scenarios failed<th>\n");
        foreach (var (student, result) in results)
        {
            string link = $"<a href=\"{Text(Uri.EscapeDataString(student.Name))}/report.txt\">{Text(student.Name)}</a>";
            string meter = result is null ? "" : $"<meter max=\"{result.MaxScore}\" value=\"{result.Score}\"></meter>";
            int failed = result?.Tests.Count(test => test.Verdict != TestVerdict.Passed) ?? 0;
            page.Append($"<tr><td>{(result is null ? Text(student.Name) : link)}<td class=\"n\">{result?.Score}<td>{meter}");
            page.Append($"<td class=\"n\">{(result is { Refusal: null } ? failed : null)}<td>{Text(Gradebook.Note(result))}\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendScenarios(StringBuilder page, LabResult[] run)
    {
        var failed = run.SelectMany(result => result.Tests)
            .GroupBy(test => (test.Part, test.Name))
            .Select(same => (same.Key, Failed: same.Count(test => test.Verdict != TestVerdict.Passed)))
            .Where(scenario => scenario.Failed > 0)
            .OrderByDescending(scenario => scenario.Failed)
            .ThenBy(scenario => scenario.Key.Name, StringComparer.Ordinal)
            .Take(ScenariosMost);
        page.Append("<h2>Scenarios most failed</h2>\n<table>\n<tr><th>Scenario<th>Part<th>Students\n");
        foreach (var (scenario, count) in failed)
        {
            page.Append($"<tr><td>{Text(scenario.Name.Replace('_', ' '))}<td>{Text(scenario.Part)}");
            page.Append($"<td class=\"n\">{count} of {run.Length}\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendAlike(StringBuilder page, IReadOnlyList<LookAlikes> alike)
    {
        page.Append("<h2>Failures that look alike</h2>\n<table>\n<tr><th>Students<th>Failure<th>Who\n");
        foreach (var one in alike.Take(AlikeMost))
        {
            string others = one.Scenarios.Count == 1 ? "" : $" and {one.Scenarios.Count - 1} more";
            page.Append($"<tr><td class=\"n\">{one.Students.Count}<td>{Text(one.Kind)}: {Text(one.Reason)}");
            page.Append($"<br>in {Text(one.Scenarios[0].Replace('_', ' '))}{others}");
            page.Append($"<td>{string.Join(", ", one.Students.Take(NameMost).Select(Text))}\n");
        }

        page.Append("</table>\n");
        if (alike.Count > AlikeMost) page.Append($"<p>... and {alike.Count - AlikeMost} more</p>\n");
    }

    private static void AppendSame(StringBuilder page, LabResult[] run)
    {
        var same = run.GroupBy(result => result.SubmissionHash).Where(group => group.Count() > 1).ToArray();
        if (same.Length == 0) return;
        page.Append("<h2>The same files, byte for byte</h2>\n<ul>\n");
        foreach (var group in same) page.Append($"<li>{string.Join(", ", group.Select(result => Text(result.Submission)))}\n");
        page.Append("</ul>\n");
    }

    private static void AppendNotRun(StringBuilder page, LabResult[] graded)
    {
        var refused = graded.Where(result => result.Refusal is not null).ToArray();
        if (refused.Length == 0) return;
        page.Append("<h2>Not run</h2>\n");
        foreach (var result in refused)
            page.Append($"<h3>{Text(result.Submission)}</h3>\n<pre>{Text(result.Refusal!)}</pre>\n");
    }

    private static int Median(LabResult[] graded)
    {
        int[] scores = [.. graded.Select(result => result.Score).Order()];
        return scores[(scores.Length - 1) / 2];
    }

    private static string Text(string text) => WebUtility.HtmlEncode(PlainText.Lines(text));
}
