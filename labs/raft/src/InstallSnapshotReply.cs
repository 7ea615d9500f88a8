namespace Labs.RaftLab;

/// <summary>The answer to <see cref="InstallSnapshot"/>.</summary>
// TODO(D): the result, as a member of the record.
public sealed record InstallSnapshotReply;
