using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Framework;

namespace Labs.Grader.Grading;

/// <summary>A submission, read and compiled for one lab.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="SourceHash">A hash of its files.</param>
/// <param name="Job">What workers need to run its trials.</param>
/// <param name="Replay">Writes the commands that run a trial of it again.</param>
internal sealed record LoadedSubmission(string Name, string SourceHash, WorkerJob Job, ReplayLine Replay)
{
    /// <summary>Reads and compiles a submission.</summary>
    /// <param name="shelf">Whose labs folder is the submission where no other is given.</param>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="given">The submission's folder as it was given; null for the default.</param>
    /// <exception cref="InputException">The submission is missing or does not compile.</exception>
    public static LoadedSubmission Load(LabShelf shelf, BuiltSuite suite, string? given)
    {
        var lab = suite.Suite.Lab;
        var folder = SubmissionFolder.Read(given ?? shelf.LabsFolder, lab.Name, lab.Owns);
        return Compile(suite, folder.Name, folder.Files, new ReplayLine(lab.Name, given));
    }

    /// <summary>Compiles a submission that was read already.</summary>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="files">Its files.</param>
    /// <param name="replay">Writes the commands that run a trial of it again.</param>
    /// <exception cref="InputException">It does not compile.</exception>
    public static LoadedSubmission Compile(BuiltSuite suite, string name, IReadOnlyList<SourceFile> files, ReplayLine replay)
    {
        var lab = suite.Suite.Lab;
        var compiled = SubmissionCompiler.Compile(
            lab.Assembly, files, [typeof(INode).Assembly.Location, .. suite.Files.Contracts]);
        var job = new WorkerJob(suite.Files, compiled.Assembly, compiled.Symbols);
        return new LoadedSubmission(name, Submissions.SourceHash.Of(files), job, replay);
    }
}
