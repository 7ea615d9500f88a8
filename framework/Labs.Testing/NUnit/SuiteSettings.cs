using System.Diagnostics;
using System.Globalization;

namespace Labs.Testing;

/// <summary>What the environment says about a run of a suite under <c>dotnet test</c>.</summary>
internal sealed record SuiteSettings
{
    /// <summary>How many trials each scenario takes; null for what lab.json says.</summary>
    public int? Trials { get; init; }

    /// <summary>The base seed; null for the lab's own.</summary>
    public ulong? Seed { get; init; }

    /// <summary>After how much wall-clock time a trial is given up.</summary>
    public TimeSpan TimeLimit { get; init; } = TrialBatch.DefaultHangLimit;

    /// <summary>Whether somebody steps through: then one trial on one thread, nothing woven, and no wall clock.</summary>
    public bool IsDebugging { get; init; }

    /// <exception cref="FormatException">A variable has no meaning.</exception>
    public static SuiteSettings FromEnvironment() => new()
    {
        Trials = ReadCount("LABS_TRIALS"),
        Seed = Read("LABS_SEED") is { } seed ? Seeds.Parse(seed) : null,
        TimeLimit = ReadCount("LABS_TIME_LIMIT") is { } seconds ? TimeSpan.FromSeconds(seconds) : TrialBatch.DefaultHangLimit,
        IsDebugging = Debugger.IsAttached,
    };

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static int? ReadCount(string name)
    {
        if (Read(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new FormatException($"{name} is '{text}': write a whole number from 1.");
    }
}
