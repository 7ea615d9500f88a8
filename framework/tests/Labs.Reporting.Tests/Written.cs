using System.Text;
using System.Text.Json;

namespace Labs.Reporting.Tests;

/// <summary>What the writers write.</summary>
internal static class Written
{
    public static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }

    public static string Markdown(StudentReport report) => Text(stream => MarkdownFile.Write(stream, report));

    public static string PlainText(StudentReport report) => Text(stream => TextFile.Write(stream, report));

    public static string JUnit(StudentReport report) => Text(stream => JUnitFile.Write(stream, report));

    public static string Classroom(StudentReport report) => Text(stream => ClassroomFile.Write(stream, report));

    public static JsonElement ClassroomJson(StudentReport report) =>
        Json(Encoding.UTF8.GetString(Convert.FromBase64String(Classroom(report))));

    public static JsonElement Gradescope(StudentReport report) => Json(Text(stream => GradescopeFile.Write(stream, report)));

    public static JsonElement Classroom50(StudentReport report, params (string Name, string Value)[] environment) => Json(Text(stream =>
    {
        var given = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        var submission = ClassroomSubmission.Read(given.GetValueOrDefault, "raft", "alice", DateTimeOffset.UnixEpoch);
        Classroom50File.Write(stream, report, submission);
    }));

    public static string Annotations(StudentReport report, string? folder = "labs")
    {
        using var output = new StringWriter { NewLine = "\n" };
        Reporting.Annotations.Write(output, report, folder);
        return output.ToString();
    }

    /// <summary>Every file that a student may see, as text.</summary>
    public static IEnumerable<string> All(StudentReport report) =>
    [
        Markdown(report),
        PlainText(report),
        JUnit(report),
        ClassroomJson(report).GetRawText(),
        Gradescope(report).GetRawText(),
        Classroom50(report).GetRawText(),
        Annotations(report),
    ];

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
