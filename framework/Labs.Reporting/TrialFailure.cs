namespace Labs.Reporting;

/// <summary>A trial that did not pass.</summary>
public sealed record TrialFailure
{
    /// <summary>Which trial of its scenario, from 0.</summary>
    public required int Trial { get; init; }

    /// <summary>The trial's own seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What kind of failure, as in <c>left-simulation</c>; <c>inconclusive</c> where it was not decided.</summary>
    public required string Kind { get; init; }

    /// <summary>What was seen, in one line.</summary>
    public required string Reason { get; init; }

    /// <summary>The virtual time at which it was seen; null where the host ended the trial. Not in the result file.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>More lines, such as the student's stack trace. Not in the result file.</summary>
    public string Details { get; init; } = "";

    /// <summary>The hash of the run's events; null where two runs of it need not be equal.</summary>
    public ulong? TraceHash { get; init; }

    /// <summary>The command that runs this trial again.</summary>
    public required string Replay { get; init; }
}
