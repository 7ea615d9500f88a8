namespace Labs.RaftLab;

/// <summary>A committed command on its way to the service.</summary>
/// <param name="Index">Its place in the log, from 1.</param>
/// <param name="Term">The term of its log entry, which is that of the leader that took it, not the present one.</param>
/// <param name="Command">The bytes that were proposed.</param>
public sealed record ApplyMessage(int Index, int Term, ReadOnlyMemory<byte> Command);
