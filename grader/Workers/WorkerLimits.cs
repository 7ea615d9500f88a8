namespace Labs.Grader.Workers;

/// <summary>How much a host lets one trial take before it ends it.</summary>
/// <param name="Time">By the wall clock.</param>
/// <param name="Memory">The largest heap, in bytes.</param>
internal sealed record WorkerLimits(TimeSpan Time, long Memory)
{
    /// <summary>With the rest of the process, a heap of this size stays under 512 MB.</summary>
    public const long DefaultMemory = 400L * 1024 * 1024;

    /// <summary>The wait for one trial where no other is asked for.</summary>
    public static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(30);

    /// <summary>How long all trials of a submission may take together.</summary>
    public TimeSpan Together { get; init; } = Allowance.Endless;

    /// <summary>For the second try of a trial that the host ended.</summary>
    public WorkerLimits Twice => new(Time * 2, Memory * 2);
}
