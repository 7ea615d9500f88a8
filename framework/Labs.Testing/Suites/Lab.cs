namespace Labs.Testing;

/// <summary>What a lab's <c>lab.json</c> says.</summary>
/// <param name="Name">The lab's name, which is its folder's, as in <c>raft</c>.</param>
/// <param name="Title">The name for a reader.</param>
/// <param name="Assembly">The name of the student's assembly, as in <c>Labs.Raft</c>.</param>
/// <param name="Owns">Which files of the lab's folder a student owns, as patterns such as <c>src/**/*.cs</c>.</param>
/// <param name="BuildsOn">The labs whose submission this one uses, by name.</param>
/// <param name="Parts">The parts, in the order in which they are done.</param>
/// <param name="Scenarios">The scenarios, in the order of reports.</param>
public sealed record Lab(
    string Name,
    string Title,
    string Assembly,
    IReadOnlyList<string> Owns,
    IReadOnlyList<string> BuildsOn,
    IReadOnlyList<LabPart> Parts,
    IReadOnlyList<LabScenario> Scenarios)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "lab.json";

    /// <summary>Reads a <c>lab.json</c>.</summary>
    /// <exception cref="LabException">There is no such file, or something in it is wrong; the text names file, member and cure.</exception>
    public static Lab Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{path} can't be read: {error.Message}");
        }
    }

    /// <summary>Reads the text of a <c>lab.json</c>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">Where it comes from, for errors.</param>
    /// <exception cref="LabException">Something in it is wrong; the text names file, member and cure.</exception>
    public static Lab Parse(string json, string path) => LabFile.Read(json, path);
}
