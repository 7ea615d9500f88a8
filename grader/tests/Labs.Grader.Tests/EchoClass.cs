using System.Text.RegularExpressions;
using Labs.Grader.Classes;
using Labs.Grader.Compiling;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;

namespace Labs.Grader.Tests;

/// <summary>A class that was given the lab <c>echo</c>, in a temporary folder.</summary>
internal sealed partial class EchoClass : IDisposable
{
    /// <summary>The folder with the submissions, and beside it those with results.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("labs-class-").FullName;

    /// <summary>A student whose server says something.</summary>
    /// <param name="name">The student's folder.</param>
    /// <param name="say">The body of <c>Say(string text)</c>.</param>
    public void Add(string name, string say) => Write(name, $$"""
        using Labs.Echo;
        using Labs.Framework;

        public sealed class Theirs(INode node) : IEcho
        {
            public string Say(string text) { node.Log(text); {{say}} }
        }
        """);

    /// <summary>A student who hands in one file.</summary>
    public void Write(string name, string source)
    {
        string folder = Path.Combine(Folder, "class", name, "labs", "echo", "src");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Theirs.cs"), source);
    }

    /// <summary>The path of a file beside the class.</summary>
    public string PathOf(string path) => Path.Combine(Folder, path);

    /// <summary>The text of a file beside the class.</summary>
    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Grades the class.</summary>
    /// <param name="results">The folder of the results.</param>
    /// <param name="options">More options.</param>
    public LabsProcess.Outcome Grade(string results, params string[] options) => LabsProcess.RunIn(Folder, Arguments(results, options));

    /// <summary>Starts to grade the class.</summary>
    public LabsProcess Start(string results, params string[] options) => LabsProcess.Start(Folder, Arguments(results, options));

    /// <summary>Grades one student of the class in this process.</summary>
    public LabResult GradeAlone(Compiler compiler, string name, string results)
    {
        var shelf = new LabShelf(LabsProcess.Root);
        var suite = shelf.Open("echo");
        var request = new BatchRequest
        {
            Suite = suite,
            Shelf = shelf,
            Scenarios = suite.Suite.Scenarios,
            Students = [],
            WithReference = [],
            BaseSeed = 1,
            ShowsSeeds = true,
            Trials = 12,
            Jobs = 1,
            Limits = new WorkerLimits(WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory),
        };
        var grading = new StudentGrading(request, new ResultsFolder(PathOf(results)), compiler);
        return grading.Run(new Student(name, PathOf($"class/{name}")), CancellationToken.None);
    }

    /// <summary>All files of the results, each with its text but for the time that it took.</summary>
    public SortedDictionary<string, string> Files(string results)
    {
        string root = PathOf(results);
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(root, file), file => WallSeconds().Replace(File.ReadAllText(file), ""));
        return new SortedDictionary<string, string>(files, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string[] Arguments(string results, string[] options) =>
        ["batch", "echo", "class", "--out", results, "--trials", "12", "--jobs", "2", .. options];

    [GeneratedRegex(@"^  ""wallSeconds"": [0-9.]+,\n", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WallSeconds();
}
