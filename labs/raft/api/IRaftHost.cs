namespace Labs.RaftLab;

/// <summary>The service above a Raft server: it receives what the group has agreed on.</summary>
/// <remarks>
/// <para>
/// A call is an effect of this node, like a message sent or a state saved: a crash can fall just before it or just after it. Calls
/// return at once. Don't call the host in your constructor: the service is not ready then.
/// </para>
/// <para>
/// Within one life of a server, indexes rise one by one. After a restart the service has forgotten everything: Raft hands it the
/// snapshot from the persister first, where there is one, and then the commands after it, from the beginning again.
/// </para>
/// </remarks>
public interface IRaftHost
{
    /// <summary>Executes a committed command. Part B.</summary>
    /// <remarks>Count the entry as applied before you call: the service may answer with <see cref="IRaft.Snapshot"/> at once.</remarks>
    /// <param name="message">The command and its place. Its index is one more than that of the message before.</param>
    void Apply(ApplyMessage message);

    /// <summary>Replaces the whole state of the service by a snapshot. Part D.</summary>
    /// <param name="message">The snapshot. It must not lead back: its index is not below what was applied before.</param>
    void ApplySnapshot(SnapshotMessage message);
}
