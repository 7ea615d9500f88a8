namespace Labs.Grader.Workers;

/// <summary>Asks a worker for one trial.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Trial">Which trial of it, from 0.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="KeepTrace">Whether to keep its events.</param>
internal sealed record TrialOrder(string Scenario, int Trial, ulong Seed, bool KeepTrace = false);
