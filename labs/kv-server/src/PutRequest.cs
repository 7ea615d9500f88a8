using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A clerk gives a key a new value, if its version is still the one that the client knows.</summary>
// TODO(A): the arguments, as members of the record.
public sealed record PutRequest : IRequest<PutReply>;
