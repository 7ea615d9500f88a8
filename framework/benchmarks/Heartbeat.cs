using Labs.Framework;

namespace Labs.Benchmarks;

/// <summary>What a leader sends to show that it lives: the members of an AppendEntries without entries.</summary>
public sealed record Heartbeat(int Term, int LeaderId, int PrevLogIndex, int PrevLogTerm, int LeaderCommit, IReadOnlyList<byte[]> Entries)
    : IRequest<HeartbeatReply>;
