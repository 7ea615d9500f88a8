using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>A leader sends its snapshot to a follower that lacks entries which the leader has no more (figure 13).</summary>
// TODO(D): the arguments, as members of the record. The snapshot travels in one piece: no offset, no done.
public sealed record InstallSnapshot : IRequest<InstallSnapshotReply>;
