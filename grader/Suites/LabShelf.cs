using Labs.Testing;

namespace Labs.Grader.Suites;

/// <summary>The repository's labs. Labs are found by their folders: the grader names none.</summary>
/// <param name="Root">The folder that has <c>labs/</c>.</param>
internal sealed record LabShelf(string Root)
{
    /// <summary>Names another root, for the grader's own tests.</summary>
    public const string RootVariable = "LABS_ROOT";

    /// <summary>The folder of the labs, the submission where no other is named.</summary>
    public string LabsFolder => Path.Combine(Root, "labs");

    /// <summary>The folder of the reference solutions, which a student's repository lacks.</summary>
    public string SolutionsFolder =>
        Directory.EnumerateDirectories(Root, "solutions-*").FirstOrDefault() ?? Path.Combine(Root, "solutions");

    /// <summary>Finds the repository that the grader was built in.</summary>
    public static LabShelf Find()
    {
        string? root = Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Repository.RootAbove(AppContext.BaseDirectory);
        return new LabShelf(root ?? throw new InputException($"{AppContext.BaseDirectory} does not lie in a repository of labs"));
    }

    /// <summary>The names of all labs.</summary>
    public IReadOnlyList<string> Labs() =>
    [
        .. Directory
            .EnumerateFiles(LabsFolder, Lab.FileName, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a lab's <c>lab.json</c>.</summary>
    /// <exception cref="LabException">It is not there, or wrong.</exception>
    public Lab LabOf(string name) => Lab.Load(Path.Combine(LabsFolder, name, Lab.FileName));

    /// <summary>The labs that a lab builds on, in the order of its <c>lab.json</c>.</summary>
    /// <exception cref="LabException">One of them is not there.</exception>
    public IReadOnlyList<Lab> LabsBelow(Lab lab) => [.. lab.BuildsOn.Select(LabOf)];

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
