namespace Labs.Reporting;

/// <summary>What the trials of one scenario gave.</summary>
public sealed record TestResult
{
    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the lab it belongs to.</summary>
    public required string Part { get; init; }

    /// <summary>The points it is worth.</summary>
    public required int Points { get; init; }

    /// <summary>The points given: all or none.</summary>
    public required int Score { get; init; }

    /// <summary>Passed where the points were given; inconclusive where no failure, but some undecided trial kept them back.</summary>
    public required TestVerdict Verdict { get; init; }

    /// <summary>How many trials passed.</summary>
    public required int Passed { get; init; }

    /// <summary>How many trials failed.</summary>
    public required int Failed { get; init; }

    /// <summary>How many trials could not be decided.</summary>
    public required int Inconclusive { get; init; }

    /// <summary>The trials that did not pass, lowest first, at most <see cref="FailuresMost"/>.</summary>
    public required IReadOnlyList<TrialFailure> Failures { get; init; }

    /// <summary>The virtual time of the trials whose figures count.</summary>
    public required TimeSpan VirtualTime { get; init; }

    /// <summary>The calls that nodes sent in these trials.</summary>
    public required long Rpcs { get; init; }

    /// <summary>The events of these trials.</summary>
    public required long Events { get; init; }

    /// <summary>How many trials were run.</summary>
    public int Trials => Passed + Failed + Inconclusive;

    /// <summary>The most failures that a result keeps for a test.</summary>
    public const int FailuresMost = 10;
}
