using System.Text;
using System.Text.Json;

namespace Labs.Reporting;

/// <summary>What a runner of <c>classroom-resources</c> hands to the reporter of that name: JSON in base64, on one line, to be the
/// value of a step's output <c>result</c>.</summary>
/// <remarks>
/// The reporter adds up the tests' scores, but its table gives a runner the share of its tests that pass. Both agree where each test
/// is a runner of its own, and so each test says its <c>max_score</c>, too. The reporter prints all text raw: none begins with what a
/// student wrote, and none has a line end.
/// </remarks>
public static class ClassroomFile
{
    /// <summary>Writes the line.</summary>
    public static void Write(Stream stream, StudentReport report)
    {
        string line = Convert.ToBase64String(ReportJson.Line(json => Write(json, report)));
        stream.Write(Encoding.ASCII.GetBytes(line + '\n'));
    }

    private static void Write(Utf8JsonWriter json, StudentReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("status", Status(report, report.Result.Tests.All(report.IsPassed)));
        json.WriteNumber("max_score", report.MaxScore);
        json.WriteStartArray("tests");
        foreach (var test in report.Result.Tests)
            WriteTest(json, report, test);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, StudentReport report, TestResult test)
    {
        bool isPassed = report.IsPassed(test);
        json.WriteStartObject();
        json.WriteString("name", $"{PlainText.Line(test.Part)}: {StudentReport.TitleOf(test)}");
        json.WriteString("status", Status(report, isPassed));
        json.WriteNumber("score", StudentReport.ScoreOf(test));
        json.WriteNumber("max_score", StudentReport.PointsOf(test));
        json.WriteString("message", Message(report, test));
        bool hasReplay = !isPassed && report.ShowsSeeds && test.Failures.Count > 0;
        json.WriteString("test_code", hasReplay ? PlainText.Line(test.Failures[0].Replay) : "");
        json.WriteString("filename", "");
        json.WriteNumber("line_no", 0);
        json.WriteNumber("duration", 0);
        json.WriteEndObject();
    }

    private static string Message(StudentReport report, TestResult test)
    {
        if (report.Refusal is { } refusal) return PlainText.Line($"not run: {refusal}");
        string outcome = report.Outcome(test);
        return test.Failures is [var first, ..] ? $"{outcome}; {StudentReport.Sight(first)}" : outcome;
    }

    private static string Status(StudentReport report, bool isPassed)
    {
        if (report.Refusal is not null) return "error";
        return isPassed ? "pass" : "fail";
    }
}
