using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>Asks a worker for one trial.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Trial">Which trial of it, from 0.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="KeepTrace">Whether to keep its events.</param>
/// <param name="Images">What to run from now on in place of what came before; null where it stays. For mutants alone, whose author
/// is the lab's: a student's submission never shares a process.</param>
internal sealed record TrialOrder(
    string Scenario, int Trial, ulong Seed, bool KeepTrace = false, IReadOnlyList<SubjectImage>? Images = null)
{
    /// <summary>Which deviations from a benign world the trial has; null for all, without a list of them.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>How many servers take part; null for as many as the scenario asks for.</summary>
    public int? Servers { get; init; }

    /// <summary>The order for an attempt at a smaller run.</summary>
    public static TrialOrder For(Scenario scenario, Attempt attempt, bool keepTrace = false) =>
        new(scenario.Name, 0, attempt.Seed, keepTrace) { Schedule = attempt.Schedule, Servers = attempt.Servers };
}
