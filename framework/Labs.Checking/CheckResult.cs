namespace Labs.Checking;

/// <summary>What a check found.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Contradictions">For each key whose history is illegal, why.</param>
/// <param name="States">How many configurations were entered.</param>
/// <param name="OutOf">The keys that are neither known to be legal nor to be illegal, and what ran out: states, time or memory.</param>
public sealed record CheckResult(
    CheckVerdict Verdict,
    IReadOnlyList<Contradiction> Contradictions,
    long States,
    IReadOnlyList<(string Key, string Limit)> OutOf);
