using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Labs.Simulation;

namespace Labs.Testing;

/// <summary>A failing run as a file of the schema <c>labs-schedule/1</c>: what it takes to have it again, and how it failed.</summary>
/// <param name="Lab">The lab's name.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Attempt">The run.</param>
/// <param name="Kind">What kind of failure it was, as reports write it.</param>
/// <param name="Reason">What was seen.</param>
/// <param name="TraceHash">The hash of its trace.</param>
/// <param name="Deviations">Key and text of each deviation.</param>
public sealed partial record ScheduleFile(
    string Lab,
    string Scenario,
    Attempt Attempt,
    string Kind,
    string Reason,
    ulong TraceHash,
    IReadOnlyList<(string Key, string Text)> Deviations)
{
    /// <summary>The schema's name.</summary>
    public const string Schema = "labs-schedule/1";

    private const int ServersMost = 1000;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file of a finding.</summary>
    /// <param name="lab">The lab's name.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="finding">The run; its deviations have texts where it kept its events.</param>
    public static ScheduleFile Of(string lab, string scenario, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var run = finding.Result.Run;
        return new ScheduleFile(
            lab,
            scenario,
            finding.Attempt,
            FailureReport.Word(finding.Failure.Kind),
            finding.Failure.Reason,
            run.TraceHash,
            [.. run.Deviations.Select(deviation => (deviation.Key, deviation.Text))]);
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("lab", Lab);
            json.WriteString("scenario", Scenario);
            json.WriteString("seed", Seeds.Format(Attempt.Seed));
            json.WriteNumber("servers", Attempt.Servers);
            json.WriteNumber("variation", Attempt.Schedule.Variation);
            json.WriteStartObject("failure");
            json.WriteString("kind", Kind);
            json.WriteString("reason", Reason);
            json.WriteEndObject();
            json.WriteString("traceHash", Seeds.Format(TraceHash));
            json.WriteStartArray("deviations");
            foreach (var (key, text) in Deviations)
            {
                json.WriteStartObject();
                json.WriteString("key", key);
                json.WriteString("text", text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads it.</summary>
    /// <param name="text">The file's text.</param>
    /// <exception cref="FormatException">It is no such file; the message says where and what to do.</exception>
    public static ScheduleFile Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement, new Source(text));
        }
        catch (JsonException error)
        {
            throw new FormatException($"line {error.LineNumber + 1}: this is not JSON; write the file again with labs shrink", error);
        }
    }

    private static ScheduleFile Read(JsonElement root, Source source)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw source.Wrong("", $"the file is not an object; write it again with labs shrink");
        string schema = source.Text(root, "schema");
        if (schema != Schema)
            throw source.Wrong("schema", $"schema is \"{schema}\"; this program reads {Schema}, so write the file again with labs shrink");
        var failure = source.Member(root, "failure", JsonValueKind.Object, "an object with kind and reason");
        var deviations = source.Member(root, "deviations", JsonValueKind.Array, "a list of objects with key and text");
        (string Key, string Text)[] listed = [.. deviations.EnumerateArray().Select((item, i) => source.Deviation(item, i))];
        var schedule = new Schedule([.. listed.Select(item => item.Key)], source.Number(root, "variation", 0, int.MaxValue));
        return new ScheduleFile(
            source.Text(root, "lab"),
            source.Text(root, "scenario"),
            new Attempt(source.Hex(root, "seed"), source.Number(root, "servers", 1, ServersMost), schedule),
            source.Text(failure, "kind"),
            source.Text(failure, "reason"),
            source.Hex(root, "traceHash"),
            listed);
    }

    /// <summary>The file's text, for messages that name a line.</summary>
    private sealed partial class Source(string text)
    {
        public string Text(JsonElement item, string name) =>
            Member(item, name, JsonValueKind.String, "a string").GetString() is { Length: > 0 } value
                ? value : throw Wrong(name, $"{name} is empty; write a string");

        public ulong Hex(JsonElement item, string name) => Hexadecimal().IsMatch(Text(item, name))
            ? Seeds.Parse(Text(item, name))
            : throw Wrong(name, $"{name} is \"{Text(item, name)}\"; write 0x and up to 16 hexadecimal digits");

        public int Number(JsonElement item, string name, int least, int most) =>
            Member(item, name, JsonValueKind.Number, "a number").TryGetInt32(out int number) && number >= least && number <= most
                ? number : throw Wrong(name, $"{name} is {item.GetProperty(name).GetRawText()}; write a whole number from {least} to {most}");

        public (string Key, string Text) Deviation(JsonElement item, int index)
        {
            if (item.ValueKind != JsonValueKind.Object || TextOf(item, "key") is not { } key)
                throw Wrong("deviations", $"deviations[{index}] is {Show(item)}; write an object with key and text");
            return (key, TextOf(item, "text") ?? "");
        }

        public JsonElement Member(JsonElement item, string name, JsonValueKind kind, string wanted)
        {
            if (!item.TryGetProperty(name, out var member))
                throw Wrong("", $"{name} is missing; write {wanted}, or the file again with labs shrink");
            return member.ValueKind == kind ? member : throw Wrong(name, $"{name} is {Show(member)}; write {wanted}");
        }

        public FormatException Wrong(string member, string message)
        {
            int at = member.Length == 0 ? 0 : Math.Max(0, text.IndexOf($"\"{member}\"", StringComparison.Ordinal));
            return new FormatException($"line {text.AsSpan(0, at).Count('\n') + 1}: {message}");
        }

        private static string? TextOf(JsonElement item, string name) =>
            item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

        private static string Show(JsonElement item) => item.GetRawText() is { Length: <= 40 } all ? all : $"{item.GetRawText()[..40]}...";

        [GeneratedRegex(@"\A0[xX][0-9a-fA-F]{1,16}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Hexadecimal();
    }
}
