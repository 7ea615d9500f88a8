namespace Labs.Benchmarks;

/// <summary>What a follower answers.</summary>
public sealed record HeartbeatReply(int Term, bool Success);
