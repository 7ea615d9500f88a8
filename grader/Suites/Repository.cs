using Labs.Testing;

namespace Labs.Grader.Suites;

/// <summary>The repository whose labs are graded. Labs are found by their folders: the grader names none.</summary>
/// <param name="Root">The folder that has <c>labs/</c>.</param>
internal sealed record Repository(string Root)
{
    /// <summary>Names another root, for the grader's own tests.</summary>
    public const string RootVariable = "LABS_ROOT";

    private const string SolutionName = "Labs.sln";

    /// <summary>The folder of the labs, the submission where no other is named.</summary>
    public string LabsFolder => Path.Combine(Root, "labs");

    /// <summary>Finds the repository that the grader was built in.</summary>
    public static Repository Find()
    {
        if (Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } root) return new Repository(Path.GetFullPath(root));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, SolutionName))) return new Repository(folder.FullName);
        throw new InputException($"{AppContext.BaseDirectory} does not lie in a repository with {SolutionName}");
    }

    /// <summary>The names of all labs.</summary>
    public IReadOnlyList<string> Labs() =>
    [
        .. Directory.EnumerateFiles(LabsFolder, Lab.FileName, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Loads the suite of a lab.</summary>
    /// <exception cref="InputException">There is no such lab.</exception>
    public BuiltSuite Open(string lab)
    {
        var labs = Labs();
        return labs.Contains(lab)
            ? BuiltSuite.Load(LabsFolder, lab)
            : throw new InputException($"there is no lab '{lab}'; {Nearest.Hint(lab, labs)}");
    }
}
