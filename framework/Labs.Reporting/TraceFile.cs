using System.Text.Encodings.Web;
using System.Text.Json;

namespace Labs.Reporting;

/// <summary>Writes a run's events as JSON lines: <c>at</c> in seconds of virtual time, <c>node</c>, <c>kind</c>, <c>text</c>.</summary>
public static class TraceFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the events, one a line.</summary>
    public static void Write(Stream stream, IEnumerable<(TimeSpan At, string Node, string Kind, string Text)> events)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        foreach (var (at, node, kind, text) in events)
        {
            json.WriteStartObject();
            json.WriteNumber("at", at.Ticks / (decimal)TimeSpan.TicksPerSecond);
            json.WriteString("node", node);
            json.WriteString("kind", kind);
            json.WriteString("text", text);
            json.WriteEndObject();
            json.Flush();
            stream.WriteByte((byte)'\n');
            json.Reset();
        }
    }
}
