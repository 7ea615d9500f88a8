using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A request of a clerk.</summary>
/// <param name="Clerk">Whose it is; no two clerks are called the same.</param>
/// <param name="Number">Which of its requests.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">What to put; null for a get.</param>
/// <param name="Version">The version that it replaces.</param>
public sealed record Ask(string Clerk, int Number, string Key, string? Value, long Version) : IRequest<Answer>;

/// <summary>What a server says: null where it does not lead.</summary>
public sealed record Answer(Told? Told);

/// <summary>What came of a request.</summary>
public sealed record Told(int Number, GetReply? Found, PutResult Result);
