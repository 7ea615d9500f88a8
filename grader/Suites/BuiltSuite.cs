using System.Reflection;
using System.Runtime.Loader;
using Labs.Grader.Submissions;
using Labs.Testing;

namespace Labs.Grader.Suites;

/// <summary>A lab's suite as the grader built it, loaded.</summary>
/// <param name="Suite">Its scenarios.</param>
/// <param name="Files">Where it lies.</param>
/// <param name="SourceHash">A hash of what it was built from.</param>
internal sealed record BuiltSuite(Suite Suite, SuiteFiles Files, string SourceHash)
{
    private static readonly string[] SourceFolders = ["api", "tests"];

    private static readonly string Configuration =
        typeof(BuiltSuite).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";

    /// <summary>Loads the suite of a lab from its build in this grader's configuration.</summary>
    public static BuiltSuite Load(string labs, string lab)
    {
        string folder = Path.Combine(labs, lab, "tests");
        string project = Directory.EnumerateFiles(folder, "*.csproj").Single();
        string built = Path.Combine(folder, "bin", "grading", Configuration);
        string assembly = Path.Combine(built, Path.GetFileNameWithoutExtension(project) + ".dll");
        if (!File.Exists(assembly)) throw new InputException($"the suite of {lab} is not built; start the grader with dotnet run");

        // A suite's output holds the contract of its lab, and of labs that this one builds on.
        var contracts = Directory.EnumerateDirectories(labs)
            .Select(other => Path.Combine(other, "api"))
            .Where(Directory.Exists)
            .SelectMany(api => Directory.EnumerateFiles(api, "*.csproj"))
            .Select(api => Path.Combine(built, Path.GetFileNameWithoutExtension(api) + ".dll"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal);
        var files = new SuiteFiles(Path.Combine(labs, lab, Lab.FileName), assembly, [.. contracts]);
        return new BuiltSuite(Load(files), files, HashSources(Path.Combine(labs, lab)));
    }

    /// <summary>Loads a suite and the contracts that it shares with submissions.</summary>
    public static Suite Load(SuiteFiles files)
    {
        foreach (string contract in files.Contracts)
            AssemblyLoadContext.Default.LoadFromAssemblyPath(contract);
        return Suite.Load(AssemblyLoadContext.Default.LoadFromAssemblyPath(files.Assembly), files.Lab);
    }

    private static string HashSources(string lab)
    {
        var sources = SourceFolders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(lab, folder), "*.cs", SearchOption.AllDirectories))
            .Append(Path.Combine(lab, Lab.FileName))
            .Select(path => (Path: Path.GetRelativePath(lab, path).Replace(Path.DirectorySeparatorChar, '/'), Full: path))
            .Where(source => !source.Path.Split('/').Any(folder => folder is "bin" or "obj"));
        return Submissions.SourceHash.Of(sources.Select(source => new SourceFile(source.Path, File.ReadAllBytes(source.Full))));
    }
}
