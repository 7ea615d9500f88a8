using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>A leader replicates entries, or only says that it is there (figure 2, 'AppendEntries RPC').</summary>
// TODO(A): the arguments that a heartbeat needs, as members of the record.
// TODO(B): the other arguments. An IReadOnlyList<LogEntry> can travel.
public sealed record AppendEntries : IRequest<AppendEntriesReply>;
