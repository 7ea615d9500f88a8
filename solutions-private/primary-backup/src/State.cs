namespace Labs.PrimaryBackupLab;

/// <summary>All that primary and backup must have in common.</summary>
/// <param name="Values">Each key's value.</param>
/// <param name="LastSequences">Of each client, the number of its last operation that was done: what makes it safe to send one
/// again.</param>
public sealed record State(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<long, long> LastSequences);
