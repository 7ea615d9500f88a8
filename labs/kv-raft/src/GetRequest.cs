using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A clerk asks for a key's value and version.</summary>
// TODO(B): the arguments, as members of the record. GetReply can't say that a server does not lead: you may want a reply of your own.
public sealed record GetRequest : IRequest<GetReply>;
