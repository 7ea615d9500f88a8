using System.Text;

namespace Labs.Reporting;

/// <summary>Writes a report in Markdown, for a job's summary or a student's folder. A student's text stands in fences alone, where
/// nothing of it is Markdown, HTML, a link or a mention.</summary>
public static class MarkdownFile
{
    /// <summary>The most bytes that a report has. GitHub drops a summary of more than 1 MiB without a word.</summary>
    public const int BytesMost = 900 * 1024;

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, StudentReport report)
    {
        var text = new StringBuilder();
        text.Append($"# {Inline(report.Lab)}: {report.Score} of {report.MaxScore} points\n\n");
        if (report.Refusal is not null)
            text.Append($"The submission was not run.\n\n{Fence(report.RefusalText)}\n");
        AppendTable(text, report);
        string receipt = Receipt(report);
        int left = BytesMost - Encoding.UTF8.GetByteCount(receipt) - Encoding.UTF8.GetByteCount(text.ToString()) - 200;
        AppendFailures(text, report, left);
        text.Append(receipt);
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void AppendTable(StringBuilder text, StudentReport report)
    {
        text.Append("| Scenario | Points | Outcome |\n|---|--:|---|\n");
        foreach (var part in report.Result.Tests.GroupBy(test => test.Part))
        {
            string points = $"{part.Sum(StudentReport.ScoreOf)}/{part.Sum(StudentReport.PointsOf)}";
            text.Append($"| **{Inline(part.Key)}** | **{points}** | |\n");
            foreach (var test in part)
            {
                string mark = report.IsPassed(test) ? "✓" : "✗";
                text.Append($"| {mark} {Inline(StudentReport.TitleOf(test))} | {Points(test)} |");
                text.Append($" {Inline(report.Outcome(test))} |\n");
            }
        }

        text.Append($"| **All** | **{report.Score}/{report.MaxScore}** | |\n\n");
    }

    private static void AppendFailures(StringBuilder text, StudentReport report, int bytesLeft)
    {
        TestResult[] tests = [.. report.Result.Tests.Where(test => test.Failures.Count > 0)];
        for (int i = 0; i < tests.Length; i++)
        {
            string title = $"{Inline(StudentReport.TitleOf(tests[i]))} ({Inline(tests[i].Part)}, {Points(tests[i])})";
            string section = $"## {title}\n\n{Fence(string.Join('\n', report.FailureLines(tests[i])))}\n";
            bytesLeft -= Encoding.UTF8.GetByteCount(section);
            if (bytesLeft < 0)
            {
                text.Append($"The failures of {tests.Length - i} more scenarios are left out here, for their length.\n\n");
                return;
            }

            text.Append(section);
        }
    }

    private static string Points(TestResult test) => $"{StudentReport.ScoreOf(test)}/{StudentReport.PointsOf(test)}";

    private static string Receipt(StudentReport report)
    {
        var entries = report.Receipt.Where(entry => entry.Value.Length > 0).Select(entry => $"{entry.Name} {Inline(entry.Value)}");
        return string.Join(", ", entries) + ".\n";
    }

    // A fence ends at a longer or an equal run of backticks alone.
    private static string Fence(string text)
    {
        int longest = 0, run = 0;
        foreach (char character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', Math.Max(3, longest + 1));
        return $"{fence}text\n{text.TrimEnd('\n')}\n{fence}\n";
    }

    // Each ASCII punctuation mark may be escaped, and then means itself. A mention is known by its letter, whatever stands before.
    private static string Inline(string text)
    {
        var escaped = new StringBuilder();
        foreach (char character in PlainText.Line(text))
        {
            if (character == '@') escaped.Append("&#64;");
            else if (character is '<') escaped.Append("&lt;");
            else if (character is '&') escaped.Append("&amp;");
            else if (IsMark(character)) escaped.Append('\\').Append(character);
            else escaped.Append(character);
        }

        return escaped.ToString();
    }

    private static bool IsMark(char character) =>
        char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character is not (' ' or ',' or ';');
}
