namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Accept"/>.</summary>
public sealed record AcceptReply(bool IsAgreed, long Promised, DoneMark Done) : IReply;
