using System.Globalization;
using System.Text.Json;

namespace Labs.Reporting;

/// <summary>Writes the <c>result.json</c> that an autograder of Classroom 50 leaves behind.</summary>
public static class Classroom50File
{
    /// <summary>The schema's name.</summary>
    public const string Schema = "classroom50/result/v1";

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, StudentReport report, ClassroomSubmission submission) =>
        ReportJson.Write(stream, json => Write(json, report, submission));

    private static void Write(Utf8JsonWriter json, StudentReport report, ClassroomSubmission submission)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("classroom", submission.Classroom);
        json.WriteString("assignment", submission.Assignment);
        json.WriteString("assignment_type", submission.AssignmentType);
        json.WriteString("owner", submission.Owner);
        json.WriteString("submission", submission.Tag);
        json.WriteString("commit", submission.Commit);
        json.WriteString("release", submission.Release);
        json.WriteString("review", submission.Review);
        json.WriteString("datetime", submission.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("score", report.Score);
        json.WriteNumber("max-score", report.MaxScore);
        json.WriteStartArray("tests");
        foreach (var test in report.Result.Tests)
            WriteTest(json, report, test);
        json.WriteEndArray();
        if (report.Refusal is not null) json.WriteString("message", report.RefusalText);
        foreach (var (name, value) in report.Receipt) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, StudentReport report, TestResult test)
    {
        json.WriteStartObject();
        json.WriteString("test-name", $"{PlainText.Line(test.Part)}: {StudentReport.TitleOf(test)}");
        json.WriteBoolean("passed", report.IsPassed(test));
        json.WriteNumber("score", StudentReport.ScoreOf(test));
        json.WriteNumber("max-score", StudentReport.PointsOf(test));
        json.WriteString("message", report.Outcome(test));
        json.WriteStartArray("failures");
        foreach (string line in report.FailureLines(test)) json.WriteStringValue(line);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
