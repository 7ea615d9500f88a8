namespace Labs.RaftLab;

/// <summary>The answer to <see cref="RequestVote"/>.</summary>
/// <param name="Term">The voter's term, so that an old candidate learns of it.</param>
/// <param name="VoteGranted">Whether the candidate got the vote.</param>
public sealed record RequestVoteReply(int Term, bool VoteGranted);
