using System.Reflection;
using System.Runtime.Loader;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>A lab's suite and a submission to run it on.</summary>
internal sealed class LabUnderTest
{
    private readonly string[] _images;

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
        // Labs below come from the same folder, or where it has only this lab, from the reference solutions.
        _images = [.. Suite.Lab.BuildsOn.Prepend(lab).Select(name =>
        {
            string folder = Path.Combine(root, submission ?? "solutions-private", name);
            if (!Directory.Exists(folder)) folder = Path.Combine(root, "solutions-private", name);
            string assembly = Labs.Testing.Lab.Load(Path.Combine(root, "labs", name, "lab.json")).Assembly;
            return Find(Path.Combine(folder, "src", "bin", "Release"), assembly + ".dll");
        })];
    }

    public string Name { get; }

    public Suite Suite { get; }

    public Subject LoadSubject(bool weave = true) => Subject.Load(
        [.. _images.Select(image => new SubjectImage(File.ReadAllBytes(image), File.ReadAllBytes(Path.ChangeExtension(image, ".pdb"))))],
        weave);

    private static string Find(string folder, string pattern) =>
        (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).FirstOrDefault() : null)
            ?? throw new FileNotFoundException($"{Path.Combine(folder, pattern)} is not there; build the solution with -c Release first.");
}
