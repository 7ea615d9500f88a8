using Labs.Grader.Compiling;
using Labs.Grader.Grading;
using Labs.Reporting;

namespace Labs.Grader.Classes;

/// <summary>Grades one student of a class, and writes what comes of it.</summary>
/// <param name="request">The class.</param>
/// <param name="results">Where the files go.</param>
/// <param name="compiler">Compiles for all.</param>
internal sealed class StudentGrading(BatchRequest request, ResultsFolder results, Compiler compiler)
{
    private const string JournalName = "journal.jsonl";

    /// <summary>Grades a student who has no result yet.</summary>
    /// <returns>The result.</returns>
    public LabResult Run(Student student, CancellationToken cancel)
    {
        string journal = Path.Combine(results.FolderOf(student), JournalName);
        if (results.Find(student) is { } known)
        {
            // A kill may have come between the last file and this.
            File.Delete(journal);
            results.Write(student, Report(known));
            return known;
        }

        var log = new List<string> { $"submission: {PlainText.Line(Path.GetFileName(student.Path))}", $"graded as: {request.Settings}" };
        var result = Grade(student, journal, log, cancel);
        results.Write(student, Report(result), log);
        File.Delete(journal);
        return result;
    }

    private StudentReport Report(LabResult result) => new(result) { ShowsSeeds = request.ShowsSeeds };

    private LabResult Grade(Student student, string journal, List<string> log, CancellationToken cancel)
    {
        try
        {
            if (student.Refusal is { } refusal) throw new InputException(refusal);
            var choice = new SubmissionChoice(request.Shelf, student.Path, request.WithReference);
            var submission = LoadedSubmission.Load(compiler, request.Suite, choice, cancel) with { Name = student.Name };
            log.Add($"sources: {submission.Files} files, hash {submission.SourceHash}");
            return Grade(submission, journal, log, cancel);
        }
        catch (InputException error)
        {
            string reason = PlainText.Lines(error.Message.Replace(Path.GetFullPath(student.Path), student.Name, StringComparison.Ordinal));
            log.Add($"not run: {reason}");
            return Refusal.Report(request.Suite, request.Scenarios, student.Name, request.BaseSeed, reason).Result;
        }
    }

    private LabResult Grade(LoadedSubmission submission, string journal, List<string> log, CancellationToken cancel)
    {
        var grade = new GradeRequest
        {
            Suite = request.Suite,
            Scenarios = request.Scenarios,
            Submission = submission,
            BaseSeed = request.BaseSeed,
            Secret = request.Secret,
            Trials = request.Trials,
            Jobs = 1,
            Limits = request.Limits,
            NeededWalls = request.NeededWalls,
        };
        using var kept = Open(journal, grade.Identity);
        var run = new GradingRun(grade with { Journal = kept }, (_, _) => { });
        run.Run(cancel);
        log.AddRange(run.Result.Tests.SelectMany(test => test.Failures.Select(failure => Line(test, failure))));
        log.Add($"trials: {run.Result.Tests.Sum(test => test.Trials)}");
        return run.Result;
    }

    // A submission that was changed meanwhile is another one: its journal begins anew. No trouble with a journal is the student's.
    private static TrialJournal Open(string path, string identity)
    {
        try
        {
            return new TrialJournal(path, identity, resume: true);
        }
        catch (InputException)
        {
            return Begin(path, identity);
        }
    }

    private static TrialJournal Begin(string path, string identity)
    {
        try
        {
            return new TrialJournal(path, identity, resume: false);
        }
        catch (InputException error)
        {
            throw new GraderException($"{error.Message}; does another batch write to the same folder?");
        }
    }

    private static string Line(TestResult test, TrialFailure failure) =>
        $"{test.Name} trial {failure.Trial} seed {Hex.Format(failure.Seed)}: {failure.Kind}: {failure.Reason}";
}
