// Differs from the reference: before an election, a server asks whether it could win (9.6 of Ongaro's thesis).
using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>A candidate asks for a vote (figure 2, 'RequestVote RPC').</summary>
/// <param name="Term">The candidate's term.</param>
/// <param name="CandidateId">Who asks.</param>
/// <param name="LastLogIndex">The index of the candidate's last log entry (5.4.1).</param>
/// <param name="LastLogTerm">Its term.</param>
/// <param name="IsPreVote">Whether the vote is only asked about: the term is then the one that the candidate would begin.</param>
public sealed record RequestVote(int Term, int CandidateId, int LastLogIndex, int LastLogTerm, bool IsPreVote)
    : IRequest<RequestVoteReply>;
