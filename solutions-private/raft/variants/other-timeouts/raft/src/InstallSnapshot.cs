using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>A leader sends its snapshot to a follower that lacks entries which the leader has no more (figure 13).</summary>
/// <remarks>In one piece: the paper's chunks would only spread the same bytes over more messages.</remarks>
/// <param name="Term">The leader's term.</param>
/// <param name="LeaderId">Who leads.</param>
/// <param name="LastIncludedIndex">The last index that the snapshot covers.</param>
/// <param name="LastIncludedTerm">The term of the entry there.</param>
/// <param name="Data">The snapshot.</param>
public sealed record InstallSnapshot(
    int Term, int LeaderId, int LastIncludedIndex, int LastIncludedTerm, ReadOnlyMemory<byte> Data)
    : IRequest<InstallSnapshotReply>;
