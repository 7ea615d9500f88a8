using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>A candidate asks for a vote (figure 2, 'RequestVote RPC').</summary>
// TODO(A): the arguments, as members of the record: RequestVote(int Term, ...).
public sealed record RequestVote : IRequest<RequestVoteReply>;
