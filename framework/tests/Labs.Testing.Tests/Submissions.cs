using System.Reflection;
using System.Text;
using Basic.Reference.Assemblies;
using Labs.Framework;
using Labs.Toy;
using Labs.Toy.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;

namespace Labs.Testing.Tests;

/// <summary>Compiles submissions in memory.</summary>
internal static class Submissions
{
    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(INode).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(IToy).Assembly.Location),
    ];

    /// <summary>Where what a suite uses is defined.</summary>
    private static readonly Type[] HostReferences = [typeof(Suite), typeof(Simulation.World), typeof(ToyCluster), typeof(TestAttribute)];

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = typeof(Submissions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The folder of the toy lab and the submissions that misbehave in it.</summary>
    public static string BadSubjects { get; } = Path.Combine(Root, "framework", "tests", "Labs.BadSubjects");

    /// <summary>The source of what most submissions of the toy lab derive from.</summary>
    public static string ToyServer { get; } = File.ReadAllText(Path.Combine(BadSubjects, "toy", "src", "ToyServer.cs"));

    /// <summary>Compiles sources; the first gets the file name <c>Subject.cs</c>.</summary>
    public static SubjectImage Compile(string source, params string[] others) =>
        Compile("Labs.Toy", OptimizationLevel.Debug, [source, .. others]);

    public static SubjectImage Compile(string name, OptimizationLevel level, string[] sources, params MetadataReference[] more)
    {
        var trees = sources.Select((source, i) => CSharpSyntaxTree.ParseText(
            SourceText.From(source, Encoding.UTF8), path: i == 0 ? "Subject.cs" : $"Other{i}.cs"));
        var compilation = CSharpCompilation.Create(
            name,
            trees,
            [.. References, .. more],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, deterministic: true));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var portable = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        var result = compilation.Emit(assembly, symbols, options: portable);
        if (!result.Success)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return new SubjectImage(assembly.ToArray(), symbols.ToArray());
    }

    public static Subject Load(SubjectImage image, bool weave = true) => Subject.Load(image.Assembly, image.Symbols, weave);

    /// <summary>A submission of the toy lab: a correct one, or one of those that misbehave.</summary>
    public static SubjectImage Toy(string? bad = null)
    {
        string file = bad is null ? Path.Combine("toy", "src", "Toy.cs") : Path.Combine("bad", bad + ".cs");
        return Compile(File.ReadAllText(Path.Combine(BadSubjects, file)), ToyServer);
    }

    /// <summary>Compiles and loads a suite for the toy lab, whose lab.json lists these scenarios.</summary>
    public static Suite LoadSuite(string source, string[] listed)
    {
        var host = HostReferences.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location));
        var image = Compile("Suite", OptimizationLevel.Debug, [source], [.. host]);
        string path = Path.Combine(Directory.CreateTempSubdirectory("labs-").FullName, Lab.FileName);
        string scenarios = string.Join(',', listed.Select(name => $$"""{ "name": "{{name}}", "points": 1, "trials": 20 }"""));
        File.WriteAllText(path, $$"""
            {
              "name": "toy", "title": "A toy", "assembly": "Labs.Toy", "owns": [],
              "parts": [{ "name": "A", "title": "A" }], "scenarios": [{{scenarios}}]
            }
            """);
        try
        {
            return Suite.Load(Assembly.Load(image.Assembly), path);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
