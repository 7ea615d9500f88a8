using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A clerk gives a key a new value, if its version is still the one that the client knows.</summary>
public sealed record PutRequest(string Key, string Value, long Version) : IRequest<PutReply>;
