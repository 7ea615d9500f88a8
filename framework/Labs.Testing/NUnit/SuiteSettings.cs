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

    /// <summary>The submission's assembly; null for the one that was built beside the suite.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether somebody steps through: then one trial on one thread, nothing woven, and no wall clock.</summary>
    public bool IsDebugging { get; init; }

    /// <exception cref="FormatException">A variable has no meaning.</exception>
    public static SuiteSettings FromEnvironment() => new()
    {
        Trials = Read("LABS_TRIALS") is { } trials ? ParseTrials(trials) : null,
        Seed = Read("LABS_SEED") is { } seed ? Seeds.Parse(seed) : null,
        Subject = Read("LABS_SUBJECT"),
        IsDebugging = Debugger.IsAttached,
    };

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static int ParseTrials(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int trials) && trials > 0
            ? trials
            : throw new FormatException($"LABS_TRIALS is '{text}': write a whole number from 1.");
}
