namespace Labs.KvRaftLab;

/// <summary>What became of a request.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Value">What the key holds, where that was asked for.</param>
/// <param name="Version">The version of that.</param>
public sealed record Reply(Outcome Outcome, string Value = "", long Version = 0);
