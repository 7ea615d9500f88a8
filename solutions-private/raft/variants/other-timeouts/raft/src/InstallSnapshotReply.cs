namespace Labs.RaftLab;

/// <summary>The answer to <see cref="InstallSnapshot"/>: the follower now has all that the snapshot covers, unless its term is newer
/// than the leader's.</summary>
/// <param name="Term">The follower's term, so that an old leader learns of it.</param>
public sealed record InstallSnapshotReply(int Term);
