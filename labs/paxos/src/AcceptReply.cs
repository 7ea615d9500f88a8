namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Accept"/>.</summary>
// TODO(A): whether the proposal is accepted.
public sealed record AcceptReply;
