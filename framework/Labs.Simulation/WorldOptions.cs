namespace Labs.Simulation;

/// <summary>What fixes a run beside the code: its seed, its limits, and whether events are kept.</summary>
public sealed record WorldOptions
{
    /// <summary>The seed; it fixes every draw of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether to keep the events and evaluate log lines. The hash is the same with and without.</summary>
    public bool KeepTrace { get; init; }

    /// <summary>In which order runs what is ready at one instant; <see langword="null"/> lets the seed choose.</summary>
    public Interleaving? Interleaving { get; init; }

    /// <summary>How long messages take within their ranges; <see langword="null"/> lets the seed choose.</summary>
    public Timing? Timing { get; init; }

    /// <summary>Which deviations from a benign world the run has; <see langword="null"/> for all, without a list of them.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>The most virtual time a run may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most events a run may have.</summary>
    public long EventLimit { get; init; } = 5_000_000;

    /// <summary>The most events without virtual time moving, before the run is called a busy loop.</summary>
    public int EventLimitPerInstant { get; init; } = 200_000;

    /// <summary>The most steps (backward branches and calls of woven code) without virtual time moving.</summary>
    public long StepLimitPerInstant { get; init; } = 50_000_000;

    /// <summary>The most steps a run may have in all.</summary>
    public long StepLimit { get; init; } = 20_000_000_000;

    /// <summary>The most log lines of all nodes together.</summary>
    public int LogLineLimit { get; init; } = 100_000;

    /// <summary>The most events that a trace keeps; earlier ones are then dropped.</summary>
    public int TraceLimit { get; init; } = 200_000;
}
