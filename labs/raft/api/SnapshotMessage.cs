namespace Labs.RaftLab;

/// <summary>A snapshot on its way to the service.</summary>
/// <param name="LastIncludedIndex">The last index whose effect is in it.</param>
/// <param name="LastIncludedTerm">The term of the log entry at that index.</param>
/// <param name="Snapshot">The bytes that some server's service gave to <see cref="IRaft.Snapshot"/>.</param>
public sealed record SnapshotMessage(int LastIncludedIndex, int LastIncludedTerm, ReadOnlyMemory<byte> Snapshot);
