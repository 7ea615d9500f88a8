using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>One server of a group that replicates a machine by Raft: between those who submit commands, who wait, and Raft, which
/// says some time later what was agreed on.</summary>
public sealed class ReplicatedStateMachine : IReplicatedStateMachine, IRaftHost
{
    private readonly INode _node;
    private readonly IStateMachine _machine;
    private readonly IRaft _raft;
    private readonly long _logLimit;

    /// <summary>Starts a server, for the first time or again after a crash: then Raft brings what the machine has lost.</summary>
    public ReplicatedStateMachine(INode node, IStateMachine machine, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        _node = node;
        _machine = machine;
        _logLimit = logLimit;
        _raft = startRaft(this);

        // TODO(A): see to it that nobody waits for ever at a server that no longer leads. _raft.Status tells; who asks it, and when?
    }

    // TODO(A): those who wait. What is the name of a command between Propose and Apply? A TaskCompletionSource is a promise: give its
    // Task away, and complete it later.

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> SubmitAsync(ReadOnlyMemory<byte> command)
    {
        // TODO(A): propose the command, and wait until it comes back through Apply.
        throw new NotImplementedException("ReplicatedStateMachine.SubmitAsync: part A is not written yet");
    }

    void IRaftHost.Apply(ApplyMessage message)
    {
        // TODO(A): the machine executes the command, here as on every other server. Who waits for the answer, if anybody does?
        // TODO(C): if Raft's saved state has become too large (_node.Persister.Size), hand Raft a snapshot.
        throw new NotImplementedException("ReplicatedStateMachine.Apply: part A is not written yet");
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message)
    {
        // TODO(C): the machine takes over the snapshot. What about those who wait for a command that it covers?
        throw new NotImplementedException("ReplicatedStateMachine.ApplySnapshot: part C is not written yet");
    }
}
