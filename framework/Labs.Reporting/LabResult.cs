namespace Labs.Reporting;

/// <summary>What grading one submission for one lab gave.</summary>
public sealed record LabResult
{
    /// <summary>The lab's folder name.</summary>
    public required string Lab { get; init; }

    /// <summary>The submission's folder name, without its path.</summary>
    public required string Submission { get; init; }

    /// <summary>A hash of the submitted files: their paths and contents.</summary>
    public required string SubmissionHash { get; init; }

    /// <summary>The seed from which every trial's own is derived.</summary>
    public required ulong BaseSeed { get; init; }

    /// <summary>The scenarios, in the lab's order.</summary>
    public required IReadOnlyList<TestResult> Tests { get; init; }

    /// <summary>How long grading took, by the wall clock. The only figure that differs between two gradings.</summary>
    public required TimeSpan WallTime { get; init; }

    /// <summary>What kept the submission from the machine. It differs between two systems.</summary>
    public Walls Walls { get; init; }

    /// <summary>The framework's version.</summary>
    public required string Framework { get; init; }

    /// <summary>A hash of the suite's sources.</summary>
    public required string SuiteHash { get; init; }

    /// <summary>Why no trial was run: the submission does not compile, breaks a rule, or is no submission; null where it was run.</summary>
    public string? Refusal { get; init; }

    /// <summary>Which share of the scenarios this is, as in <c>2/5</c>; null for all of them.</summary>
    public string? Shard { get; init; }

    /// <summary>A hash of all scenarios of which this is a share, and of their numbers of trials; null where it is no share.</summary>
    public string? ShardOf { get; init; }

    /// <summary>The points given.</summary>
    public int Score => Tests.Sum(test => test.Score);

    /// <summary>The points that could be had.</summary>
    public int MaxScore => Tests.Sum(test => test.Points);

    /// <summary>The virtual time of all trials that the host did not end.</summary>
    public TimeSpan VirtualTime => TimeSpan.FromTicks(Tests.Sum(test => test.VirtualTime.Ticks));
}
