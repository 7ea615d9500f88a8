using Labs.Grader.Compiling;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Verification;
using Labs.Grader.Workers;
using Labs.Reporting;

namespace Labs.Grader.Grading;

/// <summary>A submission, read and compiled for one lab.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Files">The number of its files.</param>
/// <param name="SourceHash">A hash of its files.</param>
/// <param name="Job">What workers need to run its trials.</param>
/// <param name="Replay">Writes the commands that run a trial of it again.</param>
internal sealed record LoadedSubmission(string Name, int Files, string SourceHash, WorkerJob Job, ReplayLine Replay)
{
    /// <summary>The folder that its files' paths begin at; null where they lie in an archive.</summary>
    public string? Root { get; init; }

    /// <summary>The walls that were up around the compiler; all where it ran in the grader's own process, on sources of the grader's
    /// own choice, so that those of the workers are left to tell.</summary>
    public Walls CompilerWalls { get; init; } = ~Walls.None;

    /// <summary>Reads and compiles a submission, and refuses what breaks the rules.</summary>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="choice">Which submission.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="InputException">The submission is missing, does not compile, or breaks a rule.</exception>
    public static LoadedSubmission Load(BuiltSuite suite, SubmissionChoice choice, CancellationToken cancel)
    {
        using var compiler = new Compiler(CompilerLimits.Default);
        return Load(compiler, suite, choice, cancel);
    }

    /// <summary>Reads and compiles one submission of several, and refuses what breaks the rules.</summary>
    /// <inheritdoc cref="Load(BuiltSuite, SubmissionChoice, CancellationToken)"/>
    public static LoadedSubmission Load(Compiler compiler, BuiltSuite suite, SubmissionChoice choice, CancellationToken cancel)
    {
        var (submission, violations) = Check(compiler, suite, choice, cancel);
        return violations.Count == 0 ? submission : throw BrokenRules.Refusal(violations);
    }

    /// <summary>Reads and compiles a submission, and lists the rules that it breaks: where there are any, it must not be run.</summary>
    /// <inheritdoc cref="Load(BuiltSuite, SubmissionChoice, CancellationToken)"/>
    /// <exception cref="InputException">The submission is missing or does not compile.</exception>
    public static (LoadedSubmission Submission, IReadOnlyList<Violation> Violations) Check(
        BuiltSuite suite, SubmissionChoice choice, CancellationToken cancel)
    {
        using var compiler = new Compiler(CompilerLimits.Default);
        return Check(compiler, suite, choice, cancel);
    }

    /// <summary>Compiles an instructor's own submission that was read already, with the reference solutions below it. No rule holds
    /// for it.</summary>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="files">Its files.</param>
    /// <param name="below">The reference solutions of the labs that it builds on, compiled.</param>
    /// <exception cref="InputException">It does not compile.</exception>
    public static LoadedSubmission Compile(
        BuiltSuite suite, string name, IReadOnlyList<SourceFile> files, IReadOnlyList<CompiledSubmission> below)
    {
        var compiled = SubmissionCheck.Compile(suite.Suite.Lab, files, suite.Files.Contracts);
        var job = new WorkerJob(suite.Files, [compiled.Image, .. below.Select(one => one.Image)]);
        var replay = new ReplayLine(suite.Suite.Lab.Name, name, []);
        return new LoadedSubmission(name, files.Count, Submissions.SourceHash.Of(files), job, replay);
    }

    /// <summary>Compiles the reference solutions of the labs that a lab builds on.</summary>
    public static IReadOnlyList<CompiledSubmission> CompileBelow(BuiltSuite suite, LabShelf shelf) =>
    [
        .. shelf.LabsBelow(suite.Suite.Lab).Select(lab => SubmissionCheck.Compile(
            lab, SubmissionFolder.Read(shelf.SolutionsFolder, lab.Name, lab.Owns).Files, suite.Files.Contracts)),
    ];

    private static (LoadedSubmission Submission, IReadOnlyList<Violation> Violations) Check(
        Compiler compiler, BuiltSuite suite, SubmissionChoice choice, CancellationToken cancel)
    {
        string lab = suite.Suite.Lab.Name;
        var checkedOne = compiler.Check(new CompileOrder(choice.ToWhole(), lab, suite.Files.Contracts), cancel);
        var submission = new LoadedSubmission(
            checkedOne.Name,
            checkedOne.Files,
            checkedOne.SourceHash,
            new WorkerJob(suite.Files, checkedOne.Images),
            new ReplayLine(lab, choice.Given, choice.WithReference))
        {
            Root = checkedOne.Root,
            CompilerWalls = checkedOne.Walls,
        };
        return (submission, checkedOne.Violations);
    }
}
