namespace Labs.Simulation;

/// <summary>How a run ended and what it took.</summary>
/// <param name="Failure">Why it failed; <see langword="null"/> where it did not.</param>
/// <param name="Inconclusive">Why it could not be decided; <see langword="null"/> where it could.</param>
/// <param name="VirtualTime">How much virtual time passed.</param>
/// <param name="TraceHash">The rolling hash of all events.</param>
/// <param name="Events">How many events the kernel ran.</param>
/// <param name="Calls">How many calls were sent by nodes of groups.</param>
/// <param name="Bytes">How many payload bytes were sent, requests and replies.</param>
/// <param name="Margins">How near the run came to each of the scenario's limits, in the order of their first use.</param>
/// <param name="Trace">The events, where they were kept; else empty.</param>
public sealed record RunResult(
    Failure? Failure,
    string? Inconclusive,
    TimeSpan VirtualTime,
    ulong TraceHash,
    long Events,
    long Calls,
    long Bytes,
    IReadOnlyList<Margin> Margins,
    IReadOnlyList<TraceEvent> Trace)
{
    /// <summary>In what the run differed from a benign world, by time; empty for a run without a schedule.</summary>
    public IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>The keys of the schedule that never came up.</summary>
    public IReadOnlyList<string> UnusedKeys { get; init; } = [];
}
