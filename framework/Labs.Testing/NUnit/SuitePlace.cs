using System.Reflection;

namespace Labs.Testing;

/// <summary>Where a suite, its submission and its repository lie, and how a reader names them.</summary>
/// <param name="Subject">The submission's assembly.</param>
/// <param name="Below">The submission's assemblies for the labs that this one builds on.</param>
/// <param name="Submission">The submission's folder, as one would write it in the repository's root.</param>
/// <param name="Root">The repository's root; null where the suite lies in none.</param>
/// <param name="Project">The suite's project folder, from the root.</param>
internal sealed record SuitePlace(string Subject, IReadOnlyList<string> Below, string Submission, string? Root, string Project)
{
    /// <summary>Reads what the build wrote into the suite.</summary>
    /// <exception cref="SubjectException">The build wrote nothing there.</exception>
    public static SuitePlace Of(Assembly suite)
    {
        string folder = Path.GetDirectoryName(suite.Location) ?? "";
        string? root = Repository.RootAbove(folder);
        string[] subjects = Metadata(suite, "Subject").Split(';');
        string submission = Relative(root, Metadata(suite, "Submission"));
        return new SuitePlace(subjects[0], subjects[1..], submission, root, Relative(root, ProjectAbove(folder)));
    }

    /// <summary>Loads the submission.</summary>
    /// <exception cref="SubjectException">It is not there, or can't be loaded.</exception>
    public Subject Load(bool weave) => Testing.Subject.Load([.. Below.Prepend(Subject).Select(Read)], weave);

    private static SubjectImage Read(string assembly)
    {
        if (!File.Exists(assembly))
            throw new SubjectException($"There is no submission at {assembly}; build it first.");
        string symbols = Path.ChangeExtension(assembly, ".pdb");
        return new SubjectImage(File.ReadAllBytes(assembly), File.Exists(symbols) ? File.ReadAllBytes(symbols) : null);
    }

    /// <summary>The lines that run one trial again, and one that makes it smaller.</summary>
    public IReadOnlyList<string> Replays(string lab, string scenario, ulong seed)
    {
        string given = Seeds.Format(seed);
        return
        [
            $"dotnet test {Project} -p:Submission={Submission} --filter \"Name={scenario}\" -e LABS_SEED={given} -e LABS_TRIALS=1",
            $"dotnet run -c Release --project grader -- replay {lab} --scenario {scenario} --seed {given} --submission {Submission}",
            $"dotnet run -c Release --project grader -- shrink {lab} --scenario {scenario} --seed {given} --submission {Submission}",
        ];
    }

    private static string Metadata(Assembly suite, string key) =>
        suite.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == key)?.Value
        ?? throw new SubjectException($"{suite.GetName().Name} was built without a submission; build it again.");

    private static string ProjectAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (at.EnumerateFiles("*.csproj").Any())
                return at.FullName;
        }

        return folder;
    }

    private static string Relative(string? root, string path)
    {
        if (root is null || !Path.IsPathFullyQualified(path))
            return path;
        string relative = Path.GetRelativePath(root, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
