using Labs.Framework;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Verification;
using Labs.Grader.Workers;
using Labs.Testing;

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
    /// <param name="suite">The lab's suite.</param>
    /// <param name="choice">Which submission.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="InputException">The submission is missing, does not compile, or breaks a rule.</exception>
    public static LoadedSubmission Load(BuiltSuite suite, SubmissionChoice choice, CancellationToken cancel)
    {
        var (submission, violations) = Check(suite, choice, cancel);
        return violations.Count == 0 ? submission : throw BrokenRules.Refusal(violations);
    }

    /// <summary>Reads and compiles a submission, and lists the rules that it breaks: where there are any, it must not be run.</summary>
    /// <inheritdoc cref="Load"/>
    /// <exception cref="InputException">The submission is missing or does not compile.</exception>
    public static (LoadedSubmission Submission, IReadOnlyList<Violation> Violations) Check(
        BuiltSuite suite, SubmissionChoice choice, CancellationToken cancel)
    {
        var lab = suite.Suite.Lab;
        var folder = choice.Read(lab);
        List<CompiledSubmission> compiled = [Compile(suite, lab, folder.Files)];
        List<CompiledSubmission> below = [];
        List<SourceFile> submitted = [.. folder.Files];
        foreach (var other in choice.Shelf.LabsBelow(lab))
        {
            var (files, isSubmitted) = choice.ReadBelow(other, lab.Name);
            (isSubmitted ? compiled : below).Add(Compile(suite, other, files));
            if (isSubmitted) submitted.AddRange(files);
        }

        var replay = new ReplayLine(lab.Name, choice.Given, choice.WithReference);
        var submission = Of([.. compiled, .. below], suite, folder.Name, submitted, replay);
        return (submission, [.. compiled.SelectMany(one => Verifier.Verify(one, cancel)).OrderBy(found => found.Place)]);
    }

    /// <summary>Compiles an instructor's own submission that was read already, with the reference solutions below it. No rule holds
    /// for it.</summary>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="files">Its files.</param>
    /// <param name="below">The reference solutions of the labs that it builds on, compiled.</param>
    /// <exception cref="InputException">It does not compile.</exception>
    public static LoadedSubmission Compile(
        BuiltSuite suite, string name, IReadOnlyList<SourceFile> files, IReadOnlyList<CompiledSubmission> below) =>
        Of([Compile(suite, suite.Suite.Lab, files), .. below], suite, name, files, new ReplayLine(suite.Suite.Lab.Name, name, []));

    /// <summary>Compiles the reference solutions of the labs that a lab builds on.</summary>
    public static IReadOnlyList<CompiledSubmission> CompileBelow(BuiltSuite suite, LabShelf shelf) =>
    [
        .. shelf.LabsBelow(suite.Suite.Lab)
            .Select(lab => Compile(suite, lab, SubmissionFolder.Read(shelf.SolutionsFolder, lab.Name, lab.Owns).Files)),
    ];

    private static CompiledSubmission Compile(BuiltSuite suite, Lab lab, IReadOnlyList<SourceFile> files) =>
        SubmissionCompiler.Compile(lab.Assembly, files, [typeof(INode).Assembly.Location, .. suite.Files.Contracts]);

    private static LoadedSubmission Of(
        IReadOnlyList<CompiledSubmission> compiled, BuiltSuite suite, string name, IReadOnlyList<SourceFile> files, ReplayLine replay)
    {
        var job = new WorkerJob(suite.Files, [.. compiled.Select(one => new SubjectImage(one.Assembly, one.Symbols))]);
        return new LoadedSubmission(name, files.Count, Submissions.SourceHash.Of(files), job, replay);
    }
}
