using Labs.Simulation;

namespace Labs.Testing;

/// <summary>How a host wants its trials.</summary>
public sealed record TrialOptions
{
    /// <summary>Whether to keep the events and evaluate log lines. Verdict and hash are the same with and without.</summary>
    public bool KeepTrace { get; init; }

    /// <summary>Which deviations from a benign world the trial has; <see langword="null"/> for all, without a list of them.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>How many servers take part; <see langword="null"/> for as many as the scenario asks for.</summary>
    public int? Servers { get; init; }
}
