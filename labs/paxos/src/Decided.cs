using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Tells a learner what was chosen.</summary>
// TODO(A): the value.
public sealed record Decided : IRequest<DecidedReply>;
