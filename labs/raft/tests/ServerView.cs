namespace Labs.RaftLab.Tests;

/// <summary>What a probe shows of a server at a moment.</summary>
internal readonly record struct ServerView(
    RaftRole Role, int Term, int? VotedFor, int LastIncluded, int LastIndex, int LastTerm, int CommitIndex, int LastApplied)
{
    /// <summary>Looks, where there is a probe.</summary>
    public static ServerView? Of(IRaft raft) => raft is not IRaftProbe probe ? null : new ServerView(
        probe.Role,
        probe.CurrentTerm,
        probe.VotedFor,
        probe.LastIncludedIndex,
        probe.LastLogIndex,
        probe.LastLogIndex > probe.LastIncludedIndex ? probe.TermAt(probe.LastLogIndex) : 0,
        probe.CommitIndex,
        probe.LastApplied);
}
