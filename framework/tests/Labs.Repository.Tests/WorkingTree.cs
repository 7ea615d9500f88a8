namespace Labs.Repository.Tests;

/// <summary>The repository that this build belongs to: its files, without what .gitignore leaves out.</summary>
internal static class WorkingTree
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".json", ".md", ".yml", ".txt", ".sln", ".editorconfig", ".gitignore", ""];

    private static readonly HashSet<string> Ignored =
    [
        ".git",
        .. File.ReadAllLines(Path.Combine(Root, ".gitignore")).Where(line => line.EndsWith('/')).Select(line => line.TrimEnd('/')),
    ];

    private static readonly Lazy<IReadOnlyList<RepositoryFile>> AllFiles = new(() => [.. Read(new DirectoryInfo(Root))]);

    public static IReadOnlyList<RepositoryFile> Files => AllFiles.Value;

    public static IEnumerable<RepositoryFile> Code => Files.Where(file => file.IsCode);

    public static IEnumerable<Project> Projects => Files.Where(file => file.IsProject).Select(Project.Parse);

    /// <summary>The folders of the labs that there are.</summary>
    public static IEnumerable<string> Labs => Files
        .Where(file => file.Path.StartsWith("labs/", StringComparison.Ordinal) && file.Path.EndsWith("/lab.json", StringComparison.Ordinal))
        .Select(file => file.Path.Split('/')[1]);

    public static string FullPath(string path) => Path.Combine(Root, path);

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Labs.sln"))
            ? folder.FullName
            : FindRoot(folder.Parent ?? throw new InvalidOperationException("There is no Labs.sln above " + AppContext.BaseDirectory));

    private static IEnumerable<RepositoryFile> Read(DirectoryInfo folder)
    {
        var own = folder.EnumerateFiles().Where(file => TextExtensions.Contains(file.Extension)).Select(file =>
            new RepositoryFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)));
        return own.Concat(folder.EnumerateDirectories().Where(child => !Ignored.Contains(child.Name)).SelectMany(Read));
    }
}
