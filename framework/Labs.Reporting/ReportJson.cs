using System.Text.Json;

namespace Labs.Reporting;

/// <summary>How the JSON for other programs is written: on one line or more, what HTML could take for its own escaped.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes an indented file.</summary>
    public static void Write(Stream stream, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(stream, Indented)) write(json);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The bytes of one line.</summary>
    public static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) write(json);
        return stream.ToArray();
    }
}
