using Labs.Simulation;

namespace Labs.Testing;

/// <summary>An attempt that failed.</summary>
/// <param name="Attempt">What was run; its schedule lists what came up, and nothing else.</param>
/// <param name="Result">How it ended.</param>
public sealed record Finding(Attempt Attempt, TrialResult Result)
{
    /// <summary>Its failure.</summary>
    public Failure Failure => Result.Run.Failure!;

    /// <summary>How many operations it has that a client could do without.</summary>
    public int Operations => Keys.Count(DeviationKinds.IsOperation);

    /// <summary>How many other deviations it has.</summary>
    public int Deviations => Keys.Count - Operations;

    /// <summary>The keys of both.</summary>
    public IReadOnlyList<string> Keys => Attempt.Schedule.Keys!;

    /// <summary>Makes a finding of an attempt that failed.</summary>
    public static Finding Of(Attempt attempt, TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(result);
        string[] keys = [.. result.Run.Deviations.Select(deviation => deviation.Key)];
        return new Finding(attempt with { Schedule = attempt.Schedule with { Keys = keys } }, result);
    }
}
