namespace Labs.RaftLab;

/// <summary>The answer to <see cref="AppendEntries"/>.</summary>
// TODO(A): the results, as members of the record.
public sealed record AppendEntriesReply;
