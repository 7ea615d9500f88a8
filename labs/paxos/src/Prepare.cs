using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Phase 1: asks an acceptor to promise a ballot, and what it has accepted.</summary>
// TODO(A): the arguments, as members of the record.
// TODO(B): which instance it is about; and how far this server's service has come.
public sealed record Prepare : IRequest<PrepareReply>;
