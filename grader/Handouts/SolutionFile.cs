using System.Text;
using System.Text.RegularExpressions;

namespace Labs.Grader.Handouts;

/// <summary>A solution file without the projects that a handout lacks, and without the folders that are empty then.</summary>
internal static partial class SolutionFile
{
    private const string FolderKind = "2150E333-8FDC-42A3-9474-1A3956D46DE8";

    /// <summary>Keeps some projects.</summary>
    /// <param name="solution">The file.</param>
    /// <param name="isThere">Whether a project file, given with slashes, is part of the handout.</param>
    public static byte[] Keep(byte[] solution, Func<string, bool> isThere)
    {
        string[] lines = Encoding.UTF8.GetString(solution).Split('\n');
        var projects = lines.Select(line => ProjectLine().Match(line)).Where(match => match.Success).ToList();
        var kept = projects.Where(project => !IsFolder(project) && isThere(project.Groups["path"].Value.Replace('\\', '/')))
            .Select(Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parents = lines.Select(line => NestedLine().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups["child"].Value, match => match.Groups["parent"].Value, StringComparer.OrdinalIgnoreCase);
        foreach (string id in kept.ToList())
        {
            for (string? folder = parents.GetValueOrDefault(id); folder is not null; folder = parents.GetValueOrDefault(folder))
                kept.Add(folder);
        }

        var removed = projects.Select(Id).Where(id => !kept.Contains(id)).ToList();
        return Encoding.UTF8.GetBytes(string.Join('\n', Without(lines, removed)));
    }

    private static IEnumerable<string> Without(string[] lines, List<string> ids)
    {
        bool isInRemoved = false;
        foreach (string line in lines)
        {
            bool names = ids.Any(id => line.Contains(id, StringComparison.OrdinalIgnoreCase));
            if (names && ProjectLine().IsMatch(line)) isInRemoved = true;
            if (!names && !isInRemoved) yield return line;
            if (line.TrimEnd() == "EndProject") isInRemoved = false;
        }
    }

    private static bool IsFolder(Match project) =>
        string.Equals(project.Groups["kind"].Value, FolderKind, StringComparison.OrdinalIgnoreCase);

    private static string Id(Match project) => project.Groups["id"].Value;

    [GeneratedRegex(
        @"^Project\(""\{(?<kind>[^}]+)\}""\) = ""[^""]*"", ""(?<path>[^""]*)"", ""\{(?<id>[^}]+)\}""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectLine();

    [GeneratedRegex(@"^\s*\{(?<child>[^}]+)\} = \{(?<parent>[^}]+)\}\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NestedLine();
}
