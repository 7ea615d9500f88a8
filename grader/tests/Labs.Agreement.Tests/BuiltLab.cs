using System.Reflection;
using System.Runtime.Loader;
using Labs.Testing;

namespace Labs.Agreement.Tests;

/// <summary>A lab with its reference solution, both as the build left them.</summary>
public sealed class BuiltLab
{
    private static readonly string Root = Repository.RootAbove(AppContext.BaseDirectory)!;
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private BuiltLab(string name)
    {
        Name = name;
        var suite = Single(Path.Combine(Root, "labs", name, "tests", "bin", "grading", Configuration), "*.Tests.dll");
        AssemblyLoadContext.Default.Resolving += (context, wanted) =>
            Path.Combine(Path.GetDirectoryName(suite)!, wanted.Name + ".dll") is var file && File.Exists(file)
                ? context.LoadFromAssemblyPath(file)
                : null;
        Suite = Suite.Load(Assembly.LoadFrom(suite));
        Subject = Subject.Load([.. Suite.Lab.BuildsOn.Prepend(name).Select(Image)]);
    }

    public string Name { get; }

    public Suite Suite { get; }

    /// <summary>The reference solution as MSBuild compiled it: what <c>dotnet test</c> runs.</summary>
    public Subject Subject { get; }

    /// <summary>The grader that was built beside this test.</summary>
    public static string Grader { get; } = Single(Path.Combine(Root, "grader", "bin", Configuration), "labs.dll");

    public static string RootFolder => Root;

    /// <summary>Every lab of the repository that has a reference solution.</summary>
    public static IReadOnlyList<BuiltLab> All { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Root, "labs"))
            .Where(folder => File.Exists(Path.Combine(folder, Lab.FileName)))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => Directory.Exists(Path.Combine(Root, "solutions-private", name, "src")))
            .Order(StringComparer.Ordinal)
            .Select(name => new BuiltLab(name)),
    ];

    public override string ToString() => Name;

    private static SubjectImage Image(string lab)
    {
        var assembly = Lab.Load(Path.Combine(Root, "labs", lab, Lab.FileName)).Assembly + ".dll";
        var image = Single(Path.Combine(Root, "solutions-private", lab, "src", "bin", Configuration), assembly);
        return new SubjectImage(File.ReadAllBytes(image), File.ReadAllBytes(Path.ChangeExtension(image, ".pdb")));
    }

    private static string Single(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .First(file => !file.Contains("/ref/", StringComparison.Ordinal));
}
