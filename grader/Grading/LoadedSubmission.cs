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
        var compiled = SubmissionCompiler.Compile(
            lab.Assembly, folder.Files, [typeof(INode).Assembly.Location, .. suite.Files.Contracts]);
        var job = new WorkerJob(suite.Files, compiled.Assembly, compiled.Symbols);
        return new LoadedSubmission(folder.Name, Submissions.SourceHash.Of(folder.Files), job, new ReplayLine(lab.Name, given));
    }
}
