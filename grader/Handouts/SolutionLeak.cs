using System.Text;

namespace Labs.Grader.Handouts;

/// <summary>Sees to it that no skeleton is handed out with a solution in it, as after an instructor has tried one there.</summary>
internal static class SolutionLeak
{
    // A skeleton and its solution share declarations, and a statement here and there.
    private const int SharedMost = 5;
    private const int LineLeast = 30;

    /// <summary>Refuses a handout that holds solutions.</summary>
    /// <param name="files">The handout.</param>
    /// <param name="solutions">The folder of the solutions; it need not exist.</param>
    /// <exception cref="InputException">A file has many statements of a solution.</exception>
    public static void Refuse(IEnumerable<HandoutFile> files, string solutions)
    {
        if (!Directory.Exists(solutions)) return;
        var secret = Directory.EnumerateFiles(solutions, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .SelectMany(File.ReadLines)
            .Select(line => line.Trim())
            .Where(IsStatement)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)))
        {
            int shared = Lines(file).Where(secret.Contains).Distinct(StringComparer.Ordinal).Count();
            if (shared > SharedMost)
                throw new InputException($"{file.Path} has {shared} statements of a reference solution; hand out the skeleton");
        }
    }

    private static IEnumerable<string> Lines(HandoutFile file) =>
        Encoding.UTF8.GetString(file.Content).Split('\n').Select(line => line.Trim());

    private static bool IsStatement(string line) =>
        line.Length >= LineLeast
        && line.EndsWith(';')
        && !line.StartsWith("using ", StringComparison.Ordinal)
        && !line.StartsWith("//", StringComparison.Ordinal)
        && !line.StartsWith("private readonly ", StringComparison.Ordinal);
}
