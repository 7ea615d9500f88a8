using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Tells a learner what was chosen.</summary>
public sealed record Decided(int Sequence, string Value, DoneMark Done) : IRequest<DecidedReply>;
