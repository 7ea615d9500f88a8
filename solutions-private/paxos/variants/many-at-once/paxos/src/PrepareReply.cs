namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Prepare"/>.</summary>
/// <param name="IsAgreed">Whether the ballot is promised.</param>
/// <param name="Promised">The highest ballot that is promised now.</param>
/// <param name="Accepted">With a promise, the proposal that was accepted last.</param>
/// <param name="Decided">Instead of a promise, what was chosen, where it is known.</param>
/// <param name="Done">How far the service has come.</param>
public sealed record PrepareReply(bool IsAgreed, long Promised, Proposal? Accepted, Decision? Decided, DoneMark Done) : IReply;
