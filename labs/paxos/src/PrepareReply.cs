namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Prepare"/>.</summary>
// TODO(A): whether the ballot is promised, and what was accepted before. What helps a proposer that is refused?
public sealed record PrepareReply;
