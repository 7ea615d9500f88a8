using Labs.Framework;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Verification;
using Labs.Grader.Workers;

namespace Labs.Grader.Grading;

/// <summary>A submission, read and compiled for one lab.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Files">The number of its files.</param>
/// <param name="SourceHash">A hash of its files.</param>
/// <param name="Job">What workers need to run its trials.</param>
/// <param name="Replay">Writes the commands that run a trial of it again.</param>
internal sealed record LoadedSubmission(string Name, int Files, string SourceHash, WorkerJob Job, ReplayLine Replay)
{
    /// <summary>Reads and compiles a submission, and refuses what breaks the rules.</summary>
    /// <param name="shelf">Whose labs folder is the submission where no other is given.</param>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="given">The submission's folder as it was given; null for the default.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="InputException">The submission is missing, does not compile, or breaks a rule.</exception>
    public static LoadedSubmission Load(LabShelf shelf, BuiltSuite suite, string? given, CancellationToken cancel)
    {
        var (submission, violations) = Check(shelf, suite, given, cancel);
        return violations.Count == 0 ? submission : throw BrokenRules.Refusal(violations);
    }

    /// <summary>Reads and compiles a submission, and lists the rules that it breaks: where there are any, it must not be run.</summary>
    /// <inheritdoc cref="Load"/>
    /// <exception cref="InputException">The submission is missing or does not compile.</exception>
    public static (LoadedSubmission Submission, IReadOnlyList<Violation> Violations) Check(
        LabShelf shelf, BuiltSuite suite, string? given, CancellationToken cancel)
    {
        var lab = suite.Suite.Lab;
        var folder = SubmissionFolder.Read(given ?? shelf.LabsFolder, lab.Name, lab.Owns);
        var compiled = Compile(suite, folder.Files);
        var submission = Of(compiled, suite, folder.Name, folder.Files, new ReplayLine(lab.Name, given));
        return (submission, Verifier.Verify(compiled, cancel));
    }

    /// <summary>Compiles an instructor's own submission that was read already. No rule holds for it.</summary>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="files">Its files.</param>
    /// <param name="replay">Writes the commands that run a trial of it again.</param>
    /// <exception cref="InputException">It does not compile.</exception>
    public static LoadedSubmission Compile(BuiltSuite suite, string name, IReadOnlyList<SourceFile> files, ReplayLine replay) =>
        Of(Compile(suite, files), suite, name, files, replay);

    private static CompiledSubmission Compile(BuiltSuite suite, IReadOnlyList<SourceFile> files) =>
        SubmissionCompiler.Compile(suite.Suite.Lab.Assembly, files, [typeof(INode).Assembly.Location, .. suite.Files.Contracts]);

    private static LoadedSubmission Of(
        CompiledSubmission compiled, BuiltSuite suite, string name, IReadOnlyList<SourceFile> files, ReplayLine replay)
    {
        var job = new WorkerJob(suite.Files, compiled.Assembly, compiled.Symbols);
        return new LoadedSubmission(name, files.Count, Submissions.SourceHash.Of(files), job, replay);
    }
}
