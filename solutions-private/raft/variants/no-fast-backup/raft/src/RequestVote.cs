using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>A candidate asks for a vote (figure 2, 'RequestVote RPC').</summary>
/// <param name="Term">The candidate's term.</param>
/// <param name="CandidateId">Who asks.</param>
/// <param name="LastLogIndex">The index of the candidate's last log entry (5.4.1).</param>
/// <param name="LastLogTerm">Its term.</param>
public sealed record RequestVote(int Term, int CandidateId, int LastLogIndex, int LastLogTerm) : IRequest<RequestVoteReply>;
