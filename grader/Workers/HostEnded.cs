using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>A trial that the host had to end. It has no figures: none of it need be the same when it is run again.</summary>
/// <param name="Kind">The host's kind.</param>
/// <param name="Reason">What was seen.</param>
/// <param name="Output">What the worker printed.</param>
internal sealed record HostEnded(FailureKind Kind, string Reason, string Output)
{
    /// <summary>Whether the host ended this trial.</summary>
    public static bool Is(TrialResult result) =>
        result.Run.Failure?.Kind is FailureKind.Hang or FailureKind.Memory or FailureKind.Worker;

    /// <summary>The failure as the report that the worker did not give.</summary>
    public static TrialReport Report(ulong seed, HostEnded ended)
    {
        var failure = new Failure(ended.Kind, ended.Reason, TimeSpan.Zero, ended.Output);
        return new TrialReport(new TrialResult(seed, Verdict.Failed, new RunResult(failure, null, TimeSpan.Zero, 0, 0, 0, 0, [], [])));
    }
}
