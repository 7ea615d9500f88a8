using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>An operation, from a clerk to a server.</summary>
// TODO(C): what is asked for, by whom, and what tells a request that was sent again from a new one.
public sealed record Request : IRequest<Reply>;
