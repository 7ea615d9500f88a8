using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A clerk asks for a key's value and version; <see cref="GetReply"/> of the contract is the answer.</summary>
public sealed record GetRequest(string Key) : IRequest<GetReply>;
