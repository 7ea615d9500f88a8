using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Phase 2: asks an acceptor to accept a value.</summary>
// TODO(A): the arguments, as members of the record.
public sealed record Accept : IRequest<AcceptReply>;
