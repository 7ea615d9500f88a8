namespace Labs.KvRaftLab;

/// <summary>What a get brings.</summary>
/// <param name="Status">Whether there is such a key.</param>
/// <param name="Value">The key's value; empty where there is no such key.</param>
/// <param name="Version">The value's version, from 1; 0 where there is no such key.</param>
public sealed record GetReply(GetStatus Status, string Value, long Version);
