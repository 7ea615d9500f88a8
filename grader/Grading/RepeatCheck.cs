using Labs.Grader.Workers;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>Runs a share of the trials again, each in another process than at first: what hangs on a process's own hash seeds, its memory
/// or its clock comes out differently.</summary>
/// <param name="farm">Runs trials.</param>
/// <param name="cancel">Ends the check.</param>
internal sealed class RepeatCheck(TrialFarm farm, CancellationToken cancel)
{
    private const int Share = 20;
    private const int TracedTries = 3;

    // One of a scenario's is enough: it takes up to six processes.
    private readonly HashSet<string> _explained = new(StringComparer.Ordinal);

    /// <summary>Whether a trial belongs to the share: the first of each scenario, and every 20th.</summary>
    public static bool IsDue(TrialOrder order) => order.Trial % Share == 0;

    /// <summary>Runs the share again, and marks the trials that came out differently as nondeterministic; what the
    /// host has to end the second time is its failure.</summary>
    /// <param name="first">The trials with their results.</param>
    /// <param name="finished">Told of each trial that was run again.</param>
    /// <param name="known">Gives the result of a repetition that was run before.</param>
    public void Run(TrialQueue first, Action<int, TrialResult> finished, Func<TrialOrder, TrialResult?> known)
    {
        int[] due =
        [
            .. Enumerable.Range(0, first.Orders.Count)
                .Where(index => IsDue(first.Orders[index]) && first.Results[index] is { } result && Scoring.IsRepeatable(result)),
        ];
        var again = new TrialQueue(
            [.. due.Select(index => first.Orders[index])], (i, result) => finished(due[i], result), known, i => first.RanIn(due[i]));
        farm.Run(again, cancel);
        for (int i = 0; i < due.Length; i++)
        {
            if (again.Results[i] is { } second && first.Results[due[i]] is { } result && !IsSame(result, second))
                first.Results[due[i]] = HostEnded.Is(second) ? second : Differing(result, second, again.Orders[i]);
        }
    }

    // Not the reason: the text of an exception is the student's, and no part of the trace either.
    private static bool IsSame(TrialResult a, TrialResult b) =>
        a.Verdict == b.Verdict
        && a.Run.TraceHash == b.Run.TraceHash
        && a.Run.Failure?.Kind == b.Run.Failure?.Kind
        && a.Run.VirtualTime == b.Run.VirtualTime;

    private TrialResult Differing(TrialResult first, TrialResult second, TrialOrder order)
    {
        string difference = _explained.Add(order.Scenario) ? Explain(order, first, second) : WithoutTraces(first, second);
        var failure = new Failure(
            FailureKind.Nondeterministic,
            $"two runs with one seed, in two processes, differed: {difference}",
            first.Run.VirtualTime,
            $"The first run {Ending(first)}; the second {Ending(second)}.");
        return first with { Verdict = Verdict.Failed, Run = first.Run with { Failure = failure, Inconclusive = null } };
    }

    private static string Ending(TrialResult result) => result.Verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Inconclusive => $"was inconclusive: {result.Run.Inconclusive}",
        _ => $"failed: {result.Run.Failure?.Reason}",
    };

    // The two runs kept no events. Two others are run with them kept; whether these differ is chance again.
    private string Explain(TrialOrder order, TrialResult first, TrialResult second)
    {
        var traced = order with { KeepTrace = true };
        for (int i = 0; i < TracedTries; i++)
        {
            var a = farm.RunAlone(traced, cancel);
            var b = farm.RunAlone(traced, cancel);
            if (FirstDifference(a.Run.Trace, b.Run.Trace) is { } difference) return difference;
        }

        return WithoutTraces(first, second);
    }

    private static string WithoutTraces(TrialResult first, TrialResult second) => first.Verdict == second.Verdict
        ? $"their traces had the hashes {Seeds.Format(first.Run.TraceHash)} and {Seeds.Format(second.Run.TraceHash)}"
        : $"one {Ending(first)}, the other {Ending(second)}";

    private static string? FirstDifference(IReadOnlyList<TraceEvent> a, IReadOnlyList<TraceEvent> b)
    {
        int at = 0;
        while (at < a.Count && at < b.Count && a[at] == b[at]) at++;
        if (at == a.Count && at == b.Count) return null;
        return $"event {at} was [{Describe(a, at)}] in one run and [{Describe(b, at)}] in the other";
    }

    private static string Describe(IReadOnlyList<TraceEvent> trace, int at) =>
        at < trace.Count ? string.Join(' ', TraceText.Line(trace[at]).Split(' ', StringSplitOptions.RemoveEmptyEntries)) : "the end";
}
