using System.Globalization;
using System.Text.Json;

namespace Labs.Reporting;

/// <summary>Reads a file of the schema <c>labs-result/1</c>.</summary>
public static class ResultReader
{
    /// <summary>Reads a result. Written again, it gives the same bytes.</summary>
    /// <param name="json">The file's content.</param>
    /// <exception cref="FormatException">It is no such file.</exception>
    public static LabResult Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (Text(root, "schema") != ResultFile.Schema) throw new FormatException($"not a result of the schema {ResultFile.Schema}");
            return ReadResult(root);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"not a result of the schema {ResultFile.Schema}: {error.Message}", error);
        }
    }

    private static LabResult ReadResult(JsonElement root) => new()
    {
        Lab = Text(root, "lab"),
        Submission = Text(root, "submission"),
        SubmissionHash = Text(root, "submissionHash"),
        BaseSeed = Number(root.GetProperty("baseSeed")),
        Tests = [.. root.GetProperty("tests").EnumerateArray().Select(ReadTest)],
        WallTime = Time(root, "wallSeconds"),
        Walls = root.TryGetProperty("walls", out var walls)
            ? WallNames.Read(walls.EnumerateArray().Select(wall => wall.GetString()))
            : Walls.None,
        Framework = Text(root, "framework"),
        SuiteHash = Text(root, "suiteHash"),
        Refusal = Optional(root, "refusal"),
        Shard = Optional(root, "shard"),
        ShardOf = Optional(root, "shardOf"),
    };

    private static TestResult ReadTest(JsonElement test) => new()
    {
        Name = Text(test, "name"),
        Part = Text(test, "part"),
        Points = test.GetProperty("points").GetInt32(),
        Score = test.GetProperty("score").GetInt32(),
        Verdict = Enum.TryParse<TestVerdict>(Text(test, "verdict"), ignoreCase: true, out var verdict)
            ? verdict
            : throw new FormatException($"there is no verdict '{Text(test, "verdict")}'"),
        Passed = test.GetProperty("passed").GetInt32(),
        Failed = test.GetProperty("failed").GetInt32(),
        Inconclusive = test.GetProperty("inconclusive").GetInt32(),
        Failures = [.. test.GetProperty("failures").EnumerateArray().Select(ReadFailure)],
        VirtualTime = Time(test, "virtualSeconds"),
        Rpcs = test.GetProperty("rpcs").GetInt64(),
        Events = test.GetProperty("events").GetInt64(),
    };

    private static TrialFailure ReadFailure(JsonElement failure) => new()
    {
        Trial = failure.GetProperty("trial").GetInt32(),
        Seed = Number(failure.GetProperty("seed")),
        Kind = Text(failure, "kind"),
        Reason = Text(failure, "reason"),
        TraceHash = failure.GetProperty("traceHash") is { ValueKind: not JsonValueKind.Null } hash ? Number(hash) : null,
        Replay = Text(failure, "replay"),
    };

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static TimeSpan Time(JsonElement element, string name) =>
        TimeSpan.FromTicks((long)(element.GetProperty(name).GetDecimal() * TimeSpan.TicksPerSecond));

    private static ulong Number(JsonElement hex) =>
        hex.GetString() is ['0', 'x', .. var digits]
        && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw new FormatException($"'{hex}' is not a number in hex");
}
