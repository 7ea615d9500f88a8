using System.Text.Json;

namespace Labs.Reporting;

/// <summary>Writes the <c>results.json</c> that Gradescope reads. All text in it is <c>text</c>, which is shown as it is.</summary>
public static class GradescopeFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, StudentReport report) => ReportJson.Write(stream, json => Write(json, report));

    private static void Write(Utf8JsonWriter json, StudentReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("score", report.Score);
        json.WriteNumber("execution_time", (int)Math.Ceiling(report.Result.WallTime.TotalSeconds));
        string total = $"{report.Lab}: {report.Total}";
        json.WriteString("output", report.Refusal is null ? total : $"{total}\n{report.RefusalText}");
        json.WriteString("output_format", "text");
        json.WriteString("test_output_format", "text");
        json.WriteString("test_name_format", "text");
        json.WriteString("visibility", "visible");
        json.WriteString("stdout_visibility", "hidden");
        json.WriteStartArray("tests");
        foreach (var part in report.Result.Tests.GroupBy(test => test.Part))
        {
            int number = 0;
            foreach (var test in part) WriteTest(json, report, test, $"{PlainText.Line(part.Key)}.{++number}");
        }

        json.WriteEndArray();
        json.WriteStartObject("extra_data");
        foreach (var (name, value) in report.Receipt) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, StudentReport report, TestResult test, string number)
    {
        json.WriteStartObject();
        json.WriteString("name", StudentReport.TitleOf(test));
        json.WriteString("number", number);
        json.WriteNumber("score", StudentReport.ScoreOf(test));
        json.WriteNumber("max_score", StudentReport.PointsOf(test));
        json.WriteString("status", report.IsPassed(test) ? "passed" : "failed");
        json.WriteString("output", string.Join('\n', report.FailureLines(test).Prepend(report.Outcome(test))));
        json.WriteString("output_format", "text");
        json.WriteString("visibility", "visible");
        json.WriteEndObject();
    }
}
