namespace Labs.RaftLab;

/// <summary>The answer to <see cref="AppendEntries"/>.</summary>
// TODO(A): the results, as members of the record.
// TODO(C): what tells the leader how far to go back, where the logs differ (end of 5.3).
public sealed record AppendEntriesReply;
