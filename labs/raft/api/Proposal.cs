namespace Labs.RaftLab;

/// <summary>Where a proposed command stands in its leader's log, if it is ever committed.</summary>
/// <param name="Index">Its place, from 1. Indexes count the commands that were proposed, with no gaps: a log holds no entries of
/// Raft's own.</param>
/// <param name="Term">The term of the leader that took it. Index and term together name one entry for ever (section 5.3, 'log
/// matching').</param>
public sealed record Proposal(int Index, int Term);
