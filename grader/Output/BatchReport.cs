using System.Diagnostics;
using Labs.Grader.Classes;
using Labs.Reporting;
using Labs.Testing;
using Spectre.Console;

namespace Labs.Grader.Output;

/// <summary>Prints how a class is graded: a bar on a terminal, else a line a student; then a summary.</summary>
/// <param name="console">Where to.</param>
/// <param name="request">The class.</param>
/// <param name="folder">Where the results go.</param>
/// <param name="isQuiet">Whether only the summary line is printed.</param>
internal sealed class BatchReport(IAnsiConsole console, BatchRequest request, string folder, bool isQuiet)
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ProgressTask? _progress;
    private int _done;

    /// <summary>Shows how it goes on.</summary>
    public void Watch(Action run)
    {
        Print(
            $"Grading {Count(request.Share.Count, "submission")} for {request.Suite.Suite.Lab.Name}: "
            + $"{Count(request.Scenarios.Count, "scenario")}, "
            + $"{(request.Secret is null ? "base seed" : "secret seed set")} {Seeds.Format(request.BaseSeed)}, "
            + $"{Count(request.Jobs, "submission")} at a time.");
        console.Watch(isQuiet, "Starting", request.Share.Count, bar =>
        {
            _progress = bar;
            run();
        });
    }

    /// <summary>Notes that a student is done; null where the grader failed.</summary>
    public void Finished(Student student, LabResult? result)
    {
        lock (_lock)
        {
            if (_progress is null)
            {
                Print($"{++_done}/{request.Share.Count} {student.Name}: {Outcome(result)}");
                return;
            }

            _progress.Increment(1);
            _progress.Description = Markup.Escape(student.Name);
        }
    }

    /// <summary>Prints the last line.</summary>
    public void PrintSummary(IReadOnlyList<(Student Student, LabResult? Result)> rows)
    {
        int full = rows.Count(row => row.Result is { } result && result.Score == result.MaxScore);
        int refused = rows.Count(row => row.Result?.Refusal is not null);
        int failed = rows.Count(row => row.Result is null);
        string grader = failed == 0 ? "" : $"; on {failed:N0} the grader failed";
        Write(
            $"{request.Suite.Suite.Lab.Name}: {Count(rows.Count, "submission")}, {full:N0} with all points, {refused:N0} not run{grader}; "
            + $"in {_watch.Elapsed.TotalSeconds:0.0} s.");
        Print(request.Shard is null
            ? $"{Path.Combine(folder, "index.html")} shows the class, {Path.Combine(folder, "gradebook.csv")} has the points."
            : $"This is share {request.Shard}: once all have ended, the same command with --resume and without --shard writes the overview.");
    }

    /// <summary>Prints a line, unless only the summary is wanted.</summary>
    public void Print(string line)
    {
        if (!isQuiet) Write(line);
    }

    private static string Count(int number, string thing) => $"{number:N0} {thing}{(number == 1 ? "" : "s")}";

    private static string Outcome(LabResult? result) => result switch
    {
        null => "the grader failed",
        { Refusal: not null } => $"0 of {result.MaxScore} points; {Gradebook.Note(result)}",
        _ => $"{result.Score} of {result.MaxScore} points",
    };

    // Not through the console's own layout, which would break a line in two.
    private void Write(string line) => console.Profile.Out.Writer.WriteLine(line);
}
