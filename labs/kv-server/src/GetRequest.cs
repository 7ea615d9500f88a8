using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A clerk asks for a key's value and version; <see cref="GetReply"/> of the contract is the answer.</summary>
// TODO(A): the arguments, as members of the record.
public sealed record GetRequest : IRequest<GetReply>;
