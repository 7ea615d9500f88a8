namespace Labs.Grader.Mutants;

/// <summary>Generated mutants that a person has looked at and found to be right: each with the reason.</summary>
/// <remarks>A file in the lab's bank: a generated mutant's name on a line, and on the next, indented, why no run can show it. Lines
/// that begin with # are comments.</remarks>
internal static class Equivalents
{
    /// <summary>The file's name.</summary>
    public const string FileName = "equivalent.txt";

    /// <summary>Reads the names and reasons; none where there is no file.</summary>
    /// <exception cref="InputException">The file is malformed.</exception>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        var found = new Dictionary<string, string>();
        if (!File.Exists(path)) return found;
        string? name = null;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length == 0 || line[0] == '#') continue;
            if (!char.IsWhiteSpace(line[0]))
            {
                if (name is not null) throw new InputException($"{path}:{number - 1}: '{name}' has no reason; write it on an indented line");
                name = line.TrimEnd();
            }
            else if (name is null || !found.TryAdd(name, line.Trim()))
            {
                throw new InputException($"{path}:{number}: a reason belongs under the name of one mutant, once");
            }
            else
            {
                name = null;
            }
        }

        return name is null ? found : throw new InputException($"{path}:{number}: '{name}' has no reason; write it on an indented line");
    }
}
