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
