using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A clerk gives a key a new value, if its version is still the one that the client knows.</summary>
// TODO(B): the arguments, as members of the record.
public sealed record PutRequest : IRequest<PutReply>;
