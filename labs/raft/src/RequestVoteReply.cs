namespace Labs.RaftLab;

/// <summary>The answer to <see cref="RequestVote"/>.</summary>
// TODO(A): the results, as members of the record.
public sealed record RequestVoteReply;
