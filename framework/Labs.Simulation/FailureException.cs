namespace Labs.Simulation;

/// <summary>Ends a scenario with a verdict of failure. Suites throw it through <c>Expect</c>.</summary>
public sealed class FailureException : Exception
{
    /// <summary>Makes the failure.</summary>
    public FailureException(FailureKind kind, string reason)
        : base(reason) => Kind = kind;

    /// <summary>What kind of statement it is.</summary>
    public FailureKind Kind { get; }
}
