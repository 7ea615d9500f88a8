namespace Labs.RaftLab;

/// <summary>One server of a Raft group, as the service above it sees it.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Raft : IRaft</c>, with one constructor, <c>Raft(INode node, IRaftHost host)</c>. It runs
/// again at every restart, with a new node and a new host; only what was saved on <c>node.Persister</c> is left of the life before.
/// </para>
/// <para>
/// The service may call these members at any time between two of your <c>await</c>s, also from inside
/// <see cref="IRaftHost.Apply"/>. They must not wait.
/// </para>
/// </remarks>
public interface IRaft
{
    /// <summary>What this server believes about itself, now. Part A.</summary>
    /// <remarks>It is read after every event of a trial, so it must have no effect: no save, no call, no log line. A server that
    /// was cut off may believe for a while that it leads; but no two servers may ever lead in the same term (the paper's section
    /// 5.2, 'election safety').</remarks>
    RaftStatus Status { get; }

    /// <summary>Asks this server to bring a command into the replicated log. Part B.</summary>
    /// <remarks>
    /// It returns at once, before the command is committed, and perhaps it never will be: the server may lose its leadership first.
    /// The service knows that its command is committed when <see cref="IRaftHost.Apply"/> brings the index and the term that were
    /// returned here; it knows that the command was lost when that index comes with another term. (Sections 5.3 and 8.)
    /// </remarks>
    /// <param name="command">The command's bytes; any length, also none. Raft does not look inside.</param>
    /// <returns>Where the command stands in this server's log, or <see langword="null"/> where this server does not lead.</returns>
    Proposal? Propose(ReadOnlyMemory<byte> command);

    /// <summary>Tells this server that the service has made a snapshot, so that the log up to there can go. Part D.</summary>
    /// <remarks>The snapshot is kept on the persister beside the state, and sent to servers that lag behind the log's beginning
    /// (section 7).</remarks>
    /// <param name="index">The last index whose effect is in the snapshot. It was applied before. An index that an earlier or
    /// installed snapshot covers already changes nothing.</param>
    /// <param name="snapshot">The service's state after that index. Raft does not look inside.</param>
    void Snapshot(int index, ReadOnlyMemory<byte> snapshot);
}
