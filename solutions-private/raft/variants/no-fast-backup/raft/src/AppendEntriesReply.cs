// Differs from the reference: a leader goes back one entry at a time, as in figure 2.
namespace Labs.RaftLab;

/// <summary>The answer to <see cref="AppendEntries"/>.</summary>
/// <param name="Term">The follower's term, so that an old leader learns of it.</param>
/// <param name="Success">Whether the follower's log had the entry that <see cref="AppendEntries.PrevLogIndex"/> names.</param>
public sealed record AppendEntriesReply(int Term, bool Success);
