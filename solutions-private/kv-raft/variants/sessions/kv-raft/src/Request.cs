// Differs from the reference: a request says whose it is, and which of theirs.
using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A get or a put, from a clerk to a server, and on as a command into the log.</summary>
/// <param name="Clerk">Whose it is; no two clerks are called the same.</param>
/// <param name="Number">Which of its requests.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">What to put; null for a get.</param>
/// <param name="Version">The version that the key must have for the put; 0 to create it.</param>
public sealed record Request(string Clerk, int Number, string Key, string? Value = null, long Version = 0) : IRequest<Reply>;
