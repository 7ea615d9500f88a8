using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Phase 2: asks an acceptor to accept a value.</summary>
public sealed record Accept(int Sequence, long Ballot, string Value, DoneMark Done) : IRequest<AcceptReply>;
