namespace Labs.KvRaftLab;

/// <summary>What a key holds.</summary>
internal sealed record VersionedValue(string Value, long Version);
