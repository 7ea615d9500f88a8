// Differs from the reference: it remembers answers, and not only numbers.
namespace Labs.PrimaryBackupLab;

/// <summary>All that primary and backup must have in common.</summary>
/// <param name="Values">Each key's value.</param>
/// <param name="Sessions">What is remembered of each client.</param>
public sealed record State(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<long, Session> Sessions);
