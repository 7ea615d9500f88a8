using System.Reflection;
using System.Runtime.Loader;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>A lab's suite and a submission to run it on.</summary>
internal sealed class LabUnderTest
{
    public LabUnderTest(string lab, string? submission)
    {
        var root = Repository.RootAbove(AppContext.BaseDirectory)
            ?? throw new FileNotFoundException("Labs.sln is in no folder above this program; build it inside the repository.");
        Name = lab;
        var suite = Find(Path.Combine(root, "labs", lab, "tests", "bin", "grading", "Release"), "*.Tests.dll");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(Path.GetDirectoryName(suite)!, name.Name + ".dll") is var file && File.Exists(file)
                ? context.LoadFromAssemblyPath(file) : null;
        Suite = Suite.Load(Assembly.LoadFrom(suite));
        Image = Find(Path.Combine(root, submission ?? "solutions-private", lab, "src", "bin", "Release"), Suite.Lab.Assembly + ".dll");
    }

    public string Name { get; }

    public Suite Suite { get; }

    /// <summary>The submission's assembly.</summary>
    public string Image { get; }

    public Subject LoadSubject() => Subject.Load(File.ReadAllBytes(Image), File.ReadAllBytes(Path.ChangeExtension(Image, ".pdb")));

    private static string Find(string folder, string pattern) =>
        (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).FirstOrDefault() : null)
            ?? throw new FileNotFoundException($"{Path.Combine(folder, pattern)} is not there; build the solution with -c Release first.");
}
