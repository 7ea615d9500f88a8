using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Output;

/// <summary>Tells the story of one trial: its events in order, what the submission printed, and how it ended.</summary>
internal sealed class ReplayReport(TextWriter output)
{
    private const int LineMost = 2000;

    /// <summary>Prints it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="graded">The trial as it is graded, without its events.</param>
    /// <param name="traced">The same trial with its events.</param>
    public void Print(Scenario scenario, TrialResult graded, TrialResult traced)
    {
        output.WriteLine($"{scenario.Name}, seed {Seeds.Format(graded.Seed)}");
        output.WriteLine();
        foreach (var happened in traced.Run.Trace)
            output.WriteLine(PlainText.Line(TraceText.Line(happened), LineMost));
        if (traced.Run.Trace.Count == 0) output.WriteLine("No events were kept.");

        PrintBlock("The submission printed:", traced.Console);
        PrintBlock("Details:", graded.Run.Failure?.Details ?? "");
        output.WriteLine();
        output.WriteLine(Verdict(graded));
        if (HostEnded.Is(graded)) return;
        output.WriteLine($"Trace hash {Seeds.Format(graded.Run.TraceHash)}, {graded.Run.Events:N0} events, {graded.Run.Calls:N0} calls.");
        if (graded.Run.TraceHash == traced.Run.TraceHash && graded.Verdict == traced.Verdict) return;
        output.WriteLine($"With its events kept the trial went another way: trace hash {Seeds.Format(traced.Run.TraceHash)}. {Verdict(traced)}");
        output.WriteLine("A Log call with side effects can do that, or code that is different in each process.");
    }

    /// <summary>Holds the trial against the file that its schedule came from.</summary>
    public void PrintComparison(ScheduleFile file, TrialResult graded)
    {
        output.WriteLine();
        var (run, failure) = (graded.Run, graded.Run.Failure);
        if (failure is not null && run.TraceHash == file.TraceHash && failure.Reason == file.Reason)
            output.WriteLine("This is the run of the file, to the last event.");
        else if (failure is not null && FailureReport.Word(failure.Kind) == file.Kind && failure.Reason == file.Reason)
            output.WriteLine($"The failure is that of the file, the way to it another (trace hash {Seeds.Format(file.TraceHash)} there): the submission has changed.");
        else
            output.WriteLine($"This is not the failure of the file ({file.Kind}): {PlainText.Line(file.Reason)}");
        if (run.UnusedKeys.Count == 0) return;
        output.WriteLine($"{run.UnusedKeys.Count:N0} of {file.Deviations.Count:N0} deviations of the file never came up:");
        foreach (string key in run.UnusedKeys) output.WriteLine($"  {PlainText.Line(key)}");
    }

    private void PrintBlock(string title, string text)
    {
        if (text.Length == 0) return;
        output.WriteLine();
        output.WriteLine(title);
        foreach (string line in PlainText.Lines(text, most: 64 * 1024).TrimEnd('\n').Split('\n'))
            output.WriteLine($"  | {line}");
    }

    private static string Verdict(TrialResult result)
    {
        var (verdict, failure) = (result.Verdict, result.Run.Failure);
        if (verdict == Testing.Verdict.Passed) return $"Passed after {TraceText.Time(result.Run.VirtualTime)} of virtual time.";
        string reason = PlainText.Line(failure?.Reason ?? result.Run.Inconclusive ?? "");
        if (failure is null) return $"Inconclusive after {TraceText.Time(result.Run.VirtualTime)} of virtual time: {reason}";
        string when = HostEnded.Is(result) ? "" : $" at {TraceText.Time(failure.At)} of virtual time";
        return $"Failed ({FailureReport.Word(failure.Kind)}){when}: {reason}";
    }
}
