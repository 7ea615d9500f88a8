using System.Text;

namespace Labs.Reporting;

/// <summary>Writes a report as plain text, for one student of a class. Nothing in it hangs on when or where it was graded.</summary>
public static class TextFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, StudentReport report)
    {
        var text = new StringBuilder();
        text.Append($"{report.Lab}: {report.Score} of {report.MaxScore} points\n\n");
        if (report.Refusal is null) AppendScenarios(text, report);
        else text.Append($"The submission was not run.\n\n{report.RefusalText.TrimEnd('\n')}\n");
        foreach (var test in report.Result.Tests.Where(test => test.Failures.Count > 0))
        {
            text.Append($"\n{StudentReport.TitleOf(test)}\n");
            foreach (string line in report.FailureLines(test)) text.Append($"  {line}\n");
        }

        text.Append('\n');
        foreach (var (name, value) in report.Receipt.Where(entry => entry.Value.Length > 0)) text.Append($"{name} {value}\n");
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void AppendScenarios(StringBuilder text, StudentReport report)
    {
        foreach (var part in report.Result.Tests.GroupBy(test => test.Part))
        {
            text.Append($"Part {PlainText.Line(part.Key)}: {part.Sum(StudentReport.ScoreOf)} of {part.Sum(StudentReport.PointsOf)}\n");
            foreach (var test in part)
            {
                string points = $"{StudentReport.ScoreOf(test),2}/{StudentReport.PointsOf(test),-2}";
                text.Append($"  {points}  {StudentReport.TitleOf(test)}: {report.Outcome(test)}\n");
            }
        }
    }
}
