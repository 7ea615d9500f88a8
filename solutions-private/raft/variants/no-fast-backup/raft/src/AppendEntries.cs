using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>A leader replicates entries, or only says that it is there (figure 2, 'AppendEntries RPC').</summary>
/// <param name="Term">The leader's term.</param>
/// <param name="LeaderId">Who leads.</param>
/// <param name="PrevLogIndex">The index just before the entries.</param>
/// <param name="PrevLogTerm">The term of the leader's entry there.</param>
/// <param name="Entries">What follows it; empty in a heartbeat.</param>
/// <param name="LeaderCommit">The leader's commit index.</param>
public sealed record AppendEntries(
    int Term, int LeaderId, int PrevLogIndex, int PrevLogTerm, IReadOnlyList<LogEntry> Entries, int LeaderCommit)
    : IRequest<AppendEntriesReply>;
