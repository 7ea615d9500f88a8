namespace Labs.RaftLab;

/// <summary>One entry of the log (5.3).</summary>
// TODO(B): what an entry holds, as members of the record. A command's bytes are a ReadOnlyMemory<byte>.
public sealed record LogEntry;
