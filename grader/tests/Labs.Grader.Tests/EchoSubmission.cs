using Labs.Grader.Grading;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;

namespace Labs.Grader.Tests;

/// <summary>A submission for the lab <c>echo</c>, in a temporary folder of its own.</summary>
internal sealed class EchoSubmission : IDisposable
{
    /// <summary>The submission's folder name.</summary>
    public const string Name = "theirs";

    private EchoSubmission() => Folder = Directory.CreateTempSubdirectory("labs-grader-").FullName;

    /// <summary>The folder around the submission.</summary>
    public string Folder { get; }

    /// <summary>A server that says something.</summary>
    /// <param name="say">The body of <c>Say(string text)</c>.</param>
    /// <param name="members">More members of the class.</param>
    public static EchoSubmission Saying(string say, string members = "") => Of($$"""
        using Labs.Echo;
        using Labs.Framework;

        public sealed class Theirs(INode node) : IEcho
        {
            {{members}}
            public string Say(string text) { node.Log($"{node.Id} heard {text}"); {{say}} }
        }
        """);

    /// <summary>A submission of one file.</summary>
    public static EchoSubmission Of(string source)
    {
        var submission = new EchoSubmission();
        submission.Write("echo/src/Theirs.cs", source);
        return submission;
    }

    /// <summary>A submission of no file.</summary>
    public static EchoSubmission Empty()
    {
        var submission = new EchoSubmission();
        Directory.CreateDirectory(submission.PathOf(""));
        return submission;
    }

    /// <summary>Adds a file.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    /// <summary>The whole path of a file.</summary>
    public string PathOf(string path) => Path.Combine(Folder, Name, path);

    /// <summary>Grades it: part A with three trials, unless the options say otherwise.</summary>
    public LabsProcess.Outcome Grade(params string[] options)
    {
        string[] part = options.Contains("--part") ? [] : ["--part", "A"];
        string[] trials = options.Contains("--trials") ? [] : ["--trials", "3"];
        return LabsProcess.RunIn(Folder, ["grade", "echo", "--submission", Name, .. part, .. trials, .. options]);
    }

    /// <summary>Grades it within a job of GitHub's whose workspace is the folder around it.</summary>
    public LabsProcess.Outcome GradeInJob(params string[] options) => LabsProcess.RunWith(
        [("GITHUB_ACTIONS", "true"), ("GITHUB_WORKSPACE", Folder)],
        Folder,
        ["grade", "echo", "--submission", Name, "--trials", "3", .. options]);

    /// <summary>Runs a verb on one trial of it.</summary>
    public LabsProcess.Outcome Run(string verb, params string[] options) => LabsProcess.RunIn(
        Folder, [verb, "echo", "--scenario", "It_says_back_what_it_hears", "--seed", "0x5", "--submission", Name, .. options]);

    /// <summary>Grades it and gives the result file as well.</summary>
    public (LabsProcess.Outcome Outcome, string Json) GradeToFile(params string[] options)
    {
        string file = Path.Combine(Folder, "result.json");
        var outcome = Grade([.. options, "--json", file]);
        return (outcome, File.Exists(file) ? File.ReadAllText(file) : "");
    }

    /// <summary>Runs trials of part A in workers although the submission breaks rules, which no verb does: what a worker withstands
    /// must not hang on what is refused before.</summary>
    public TestResult RunUnverified(int trials, ulong seed, int jobs = 1) => GradeUnverified(trials, seed, jobs).Tests.Single();

    /// <summary>The same with the whole result.</summary>
    public LabResult GradeUnverified(int trials, ulong seed, int jobs = 1)
    {
        var suite = new LabShelf(LabsProcess.Root).Open("echo");
        var files = SubmissionFolder.Read(PathOf(""), "echo", suite.Suite.Lab.Owns).Files;
        var request = new GradeRequest
        {
            Suite = suite,
            Scenarios = [.. suite.Suite.Scenarios.Take(1)],
            Submission = LoadedSubmission.Compile(suite, Name, files, below: []),
            BaseSeed = seed,
            Trials = trials,
            Jobs = jobs,
            Limits = new WorkerLimits(WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory),
        };
        var run = new GradingRun(request, (_, _) => { });
        run.Run(CancellationToken.None);
        return run.Result;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
