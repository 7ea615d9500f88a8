using Labs.Grader.Shrinking;
using Labs.Reporting;
using Labs.Testing;
using Spectre.Console;

namespace Labs.Grader.Output;

/// <summary>Prints how a failing trial is made smaller, and the story of what is left.</summary>
/// <param name="console">Where to.</param>
internal sealed class ShrinkReport(IAnsiConsole console)
{
    private const int LineMost = 2000;

    private StatusContext? _status;

    /// <summary>Shows how the search goes on.</summary>
    public void Watch(Scenario scenario, ulong seed, Action run)
    {
        Print($"Making {scenario.Name}, seed {Seeds.Format(seed)}, smaller.");
        if (!console.Profile.Capabilities.Interactive)
        {
            run();
            return;
        }

        console.Status().Start("Starting workers", status =>
        {
            _status = status;
            run();
            _status = null;
        });
    }

    /// <summary>Notes a smaller run.</summary>
    public void Progressed(Finding best, int attempts)
    {
        if (_status is not null)
            _status.Status = $"{Count(best.Deviations, "deviation")}, {Count(best.Operations, "operation")}, {Count(best.Attempt.Servers, "server")} after {Count(attempts, "run")}";
    }

    /// <summary>Prints what was found.</summary>
    public void Print(Scenario scenario, Shrinker shrinker, ShrinkRun run)
    {
        var (before, after, told) = (shrinker.Original!, shrinker.Best, run.Told!);
        Print("");
        Print(
            $"{Change(before.Deviations, after.Deviations, "deviation")}; {Change(before.Operations, after.Operations, "operation")}; "
            + $"{Change(before.Attempt.Servers, after.Attempt.Servers, "server")}; "
            + $"{Count(shrinker.Attempts, "run")}, {run.Elapsed.TotalSeconds:0.0} s.");
        if (run.CutShort is { } what) Print(what);
        if (after.Attempt.Seed != before.Attempt.Seed)
            Print($"The failure is the same, the seed another: {Seeds.Format(after.Attempt.Seed)}.");
        Print("");
        Print($"{scenario.Title}, {Count(after.Attempt.Servers, "server")}:");
        foreach (string line in Story.Lasting(told.Run)) Print($"     All along, {PlainText.Line(line, LineMost)}.");
        foreach (string line in Story.Of(told.Run)) Print(PlainText.Line(line, LineMost));
        Print("");
        if (told.Run.TraceHash != after.Result.Run.TraceHash)
            Print("Run again in a fresh process, it went another way: the submission is not deterministic.");
    }

    /// <summary>Says where the run is kept, and how to see it again.</summary>
    public void PrintKept(string path, string replay)
    {
        Print($"Kept in {path}; to see it again:");
        Print($"  {replay}");
    }

    /// <summary>Says what else was found.</summary>
    public void PrintOther(Finding other, string path, string replay)
    {
        Print("");
        Print($"On the way something else failed ({FailureReport.Word(other.Failure.Kind)}): {PlainText.Line(other.Failure.Reason)}");
        Print($"  seed {Seeds.Format(other.Attempt.Seed)}, {Count(other.Deviations, "deviation")}, kept in {path}:");
        Print($"  {replay}");
    }

    private static string Change(int before, int after, string thing) => before == after ? Count(after, thing) : $"{before:N0} {thing}s -> {after:N0}";

    private static string Count(int number, string thing) => $"{number:N0} {thing}{(number == 1 ? "" : "s")}";

    // Not through the console's own layout, which would break a line in two.
    private void Print(string line) => console.Profile.Out.Writer.WriteLine(line);
}
