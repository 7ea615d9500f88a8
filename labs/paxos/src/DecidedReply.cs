namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Decided"/>.</summary>
public sealed record DecidedReply;
