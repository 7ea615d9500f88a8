using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Phase 1: asks an acceptor to promise a ballot, and what it has accepted.</summary>
public sealed record Prepare(int Sequence, long Ballot, DoneMark Done) : IRequest<PrepareReply>;
