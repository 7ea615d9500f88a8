namespace Labs.RaftLab;

/// <summary>One entry of the log: a command, and the term of the leader that took it (5.3).</summary>
public sealed record LogEntry(int Term, ReadOnlyMemory<byte> Command);
