namespace Labs.Testing;

/// <summary>How a host wants its trials.</summary>
public sealed record TrialOptions
{
    /// <summary>Whether to keep the events and evaluate log lines. Verdict and hash are the same with and without.</summary>
    public bool KeepTrace { get; init; }
}
