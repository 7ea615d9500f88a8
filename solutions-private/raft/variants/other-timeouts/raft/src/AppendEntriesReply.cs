namespace Labs.RaftLab;

/// <summary>The answer to <see cref="AppendEntries"/>.</summary>
/// <param name="Term">The follower's term, so that an old leader learns of it.</param>
/// <param name="Success">Whether the follower's log had the entry that <see cref="AppendEntries.PrevLogIndex"/> names.</param>
/// <param name="HintIndex">If not: the last index at which the follower's log can still equal the leader's (end of 5.3).</param>
/// <param name="HintTerm">The term of the follower's entry there.</param>
public sealed record AppendEntriesReply(int Term, bool Success, int HintIndex = 0, int HintTerm = 0);
