using System.Text;
using Labs.Grader.Suites;

namespace Labs.Grader.Handouts;

/// <summary>Chooses what of the repository belongs into students' hands: what is named here, and nothing else.</summary>
/// <param name="shelf">The repository.</param>
internal sealed class HandoutFiles(LabShelf shelf)
{
    private const string Solution = "Labs.sln";
    private const string Templates = "grader/Handouts";

    private static readonly string[] RootFiles =
        [".editorconfig", ".gitignore", "Directory.Build.props", "Directory.Packages.props", "LICENSE", "global.json"];

    private static readonly string[] Extensions = [".cs", ".csproj", ".json", ".md", ".props", ".svg", ".targets", ".txt"];
    private static readonly string[] Instructors = ["grader/recipes/", "grader/tests/"];
    private static readonly string[] BuildFolders = ["bin", "obj", "TestResults"];

    /// <summary>The students' repository, sorted by path.</summary>
    /// <exception cref="InputException">A skeleton holds a solution.</exception>
    public IReadOnlyList<HandoutFile> ForStudents() =>
        [.. Common().Concat(Template("students")).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>What Gradescope needs to grade a lab.</summary>
    /// <inheritdoc cref="ForStudents"/>
    public IReadOnlyList<HandoutFile> ForGradescope(string lab) =>
    [
        .. Common().Concat(Template("gradescope"))
            .Append(new HandoutFile("lab.txt", Encoding.UTF8.GetBytes(lab + '\n')))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private List<HandoutFile> Common()
    {
        List<HandoutFile> files =
        [
            .. RootFiles.Select(Read),
            .. Directory.EnumerateDirectories(FullPath("framework"), "Labs.*").SelectMany(folder => Walk(folder, IsSource)),
            .. Walk(FullPath("grader"), IsSource).Where(file => !IsInstructors(file.Path)),
            .. Walk(FullPath(Templates), _ => true).Where(file => !IsSource(file.Path)),
            .. Walk(FullPath("labs"), IsSource),
        ];
        SolutionLeak.Refuse(files, shelf.SolutionsFolder);
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        files.Add(new HandoutFile(Solution, SolutionFile.Keep(Read(Solution).Content, paths.Contains)));
        return files;
    }

    private IEnumerable<HandoutFile> Template(string name)
    {
        string root = $"{Templates}/{name}/";
        return Walk(FullPath(root), _ => true).Select(file => file with { Path = file.Path[root.Length..] });
    }

    private IEnumerable<HandoutFile> Walk(string folder, Func<string, bool> isWanted)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            string path = Path.GetRelativePath(shelf.Root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (entry.LinkTarget is not null) throw new InputException($"{path} is a link, which can't be handed out");
            if (entry is FileInfo && isWanted(path))
            {
                yield return Read(path);
            }
            else if (entry is DirectoryInfo && !BuildFolders.Contains(entry.Name))
            {
                foreach (var file in Walk(entry.FullName, isWanted)) yield return file;
            }
        }
    }

    private static bool IsInstructors(string path) => Instructors.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static bool IsSource(string path) =>
        Extensions.Contains(Path.GetExtension(path)) && !path.Split('/').Any(part => part.StartsWith('.'));

    private HandoutFile Read(string path)
    {
        try
        {
            return new HandoutFile(path, File.ReadAllBytes(FullPath(path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be handed out: {error.Message}");
        }
    }

    private string FullPath(string path) => Path.Combine(shelf.Root, path);
}
