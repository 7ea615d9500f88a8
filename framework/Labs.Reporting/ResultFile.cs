using System.Text.Encodings.Web;
using System.Text.Json;

namespace Labs.Reporting;

/// <summary>Writes a result as a file of the schema <c>labs-result/1</c>.</summary>
public static class ResultFile
{
    /// <summary>The schema's name.</summary>
    public const string Schema = "labs-result/1";

    // Reasons are sentences with quotation marks; the file is no part of a web page.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the result. Two equal results give the same bytes.</summary>
    public static void Write(Stream stream, LabResult result)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("lab", result.Lab);
            json.WriteString("submission", result.Submission);
            json.WriteString("submissionHash", result.SubmissionHash);
            json.WriteString("baseSeed", Hex.Format(result.BaseSeed));
            json.WriteNumber("score", result.Score);
            json.WriteNumber("maxScore", result.MaxScore);
            json.WriteStartArray("tests");
            foreach (var test in result.Tests)
                WriteTest(json, test);
            json.WriteEndArray();
            json.WriteNumber("wallSeconds", decimal.Round(Seconds(result.WallTime), 3));
            json.WriteStartArray("walls");
            foreach (string wall in WallNames.Each(result.Walls))
                json.WriteStringValue(wall);
            json.WriteEndArray();
            json.WriteNumber("virtualSeconds", Seconds(result.VirtualTime));
            json.WriteString("framework", result.Framework);
            json.WriteString("suiteHash", result.SuiteHash);
            if (result.Refusal is { } refusal) json.WriteString("refusal", refusal);
            if (result.Shard is { } shard) json.WriteString("shard", shard);
            if (result.ShardOf is { } whole) json.WriteString("shardOf", whole);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteTest(Utf8JsonWriter json, TestResult test)
    {
        json.WriteStartObject();
        json.WriteString("name", test.Name);
        json.WriteString("part", test.Part);
        json.WriteNumber("points", test.Points);
        json.WriteNumber("score", test.Score);
        json.WriteString("verdict", JsonNamingPolicy.CamelCase.ConvertName(test.Verdict.ToString()));
        json.WriteNumber("trials", test.Trials);
        json.WriteNumber("passed", test.Passed);
        json.WriteNumber("failed", test.Failed);
        json.WriteNumber("inconclusive", test.Inconclusive);
        json.WriteStartArray("failures");
        foreach (var failure in test.Failures)
            WriteFailure(json, failure);
        json.WriteEndArray();
        json.WriteNumber("virtualSeconds", Seconds(test.VirtualTime));
        json.WriteNumber("rpcs", test.Rpcs);
        json.WriteNumber("events", test.Events);
        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, TrialFailure failure)
    {
        json.WriteStartObject();
        json.WriteNumber("trial", failure.Trial);
        json.WriteString("seed", Hex.Format(failure.Seed));
        json.WriteString("kind", failure.Kind);
        json.WriteString("reason", failure.Reason);
        if (failure.TraceHash is { } hash)
            json.WriteString("traceHash", Hex.Format(hash));
        else
            json.WriteNull("traceHash");
        json.WriteString("replay", failure.Replay);
        json.WriteEndObject();
    }

    // Ticks are integers, and decimal divides them exactly: no floating point, no digits that depend on the machine.
    private static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;
}
