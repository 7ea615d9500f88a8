using System.Collections.Concurrent;
using Labs.Grader.Compiling;
using Labs.Grader.Workers;
using Labs.Reporting;

namespace Labs.Grader.Classes;

/// <summary>Grades the students of a class, some at a time. What one submission does costs no other.</summary>
/// <param name="request">The class.</param>
/// <param name="results">Where the files go.</param>
internal sealed class BatchRun(BatchRequest request, ResultsFolder results)
{
    /// <summary>The students whom the grader itself failed on, with what went wrong; they have no result.</summary>
    public ConcurrentDictionary<string, string> Failed { get; } = new();

    /// <summary>Grades those who have no result yet.</summary>
    /// <param name="finished">Told of each student, from any thread; null where the grader failed.</param>
    /// <param name="cancel">Ends everything; what is done stays.</param>
    public void Run(Action<Student, LabResult?> finished, CancellationToken cancel)
    {
        using var compiler = new Compiler(CompilerLimits.Default);
        var grading = new StudentGrading(request, results, compiler);
        var waiting = new ConcurrentQueue<Student>(request.Share);
        Threads.Run(Math.Min(request.Jobs, request.Share.Count), Work, cancel);

        // A student a thread, so that a worker is started once for all trials.
        void Work(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested && waiting.TryDequeue(out var student))
                finished(student, Grade(grading, student, stop));
        }
    }

    private LabResult? Grade(StudentGrading grading, Student student, CancellationToken stop)
    {
        try
        {
            return grading.Run(student, stop);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failed[student.Name] = error is GraderException or InputException ? error.Message : error.ToString();
            return null;
        }
    }
}
