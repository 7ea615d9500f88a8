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
            if (Text(root, "schema") != ResultFile.Schema) throw new FormatException($"its schema is {Text(root, "schema")}");
            return ReadResult(root);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or OverflowException or FormatException)
        {
            throw new FormatException($"not a result of the schema {ResultFile.Schema}: {error.Message}", error);
        }
    }

    private static LabResult ReadResult(JsonElement root) => new()
    {
        Lab = Text(root, "lab"),
        Submission = Text(root, "submission"),
        SubmissionHash = Text(root, "submissionHash"),
        BaseSeed = Number(Member(root, "baseSeed")),
        Tests = [.. Member(root, "tests").EnumerateArray().Select(ReadTest)],
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
        Points = Member(test, "points").GetInt32(),
        Score = Member(test, "score").GetInt32(),
        Verdict = Enum.TryParse<TestVerdict>(Text(test, "verdict"), ignoreCase: true, out var verdict)
            ? verdict
            : throw new FormatException($"there is no verdict '{Text(test, "verdict")}'"),
        Passed = Member(test, "passed").GetInt32(),
        Failed = Member(test, "failed").GetInt32(),
        Inconclusive = Member(test, "inconclusive").GetInt32(),
        Failures = [.. Member(test, "failures").EnumerateArray().Select(ReadFailure)],
        VirtualTime = Time(test, "virtualSeconds"),
        Rpcs = Member(test, "rpcs").GetInt64(),
        Events = Member(test, "events").GetInt64(),
    };

    private static TrialFailure ReadFailure(JsonElement failure) => new()
    {
        Trial = Member(failure, "trial").GetInt32(),
        Seed = Number(Member(failure, "seed")),
        Kind = Text(failure, "kind"),
        Reason = Text(failure, "reason"),
        TraceHash = Member(failure, "traceHash") is { ValueKind: not JsonValueKind.Null } hash ? Number(hash) : null,
        Replay = Text(failure, "replay"),
    };

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) ? member : throw new FormatException($"{name} is missing");

    private static string Text(JsonElement element, string name) =>
        Member(element, name).GetString() ?? throw new FormatException($"{name} is null");

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static TimeSpan Time(JsonElement element, string name) =>
        TimeSpan.FromTicks((long)(Member(element, name).GetDecimal() * TimeSpan.TicksPerSecond));

    private static ulong Number(JsonElement hex) =>
        hex.GetString() is ['0', 'x', .. var digits]
        && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw new FormatException($"'{hex}' is not a number in hex");
}
