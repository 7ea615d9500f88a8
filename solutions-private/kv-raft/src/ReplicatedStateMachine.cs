using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>One server of a group that replicates a machine by Raft: between those who submit commands, who wait, and Raft, which
/// says some time later what was agreed on.</summary>
public sealed class ReplicatedStateMachine : IReplicatedStateMachine, IRaftHost
{
    private static readonly TimeSpan LookAtRaft = 50.Milliseconds();

    private readonly INode _node;
    private readonly IStateMachine _machine;
    private readonly IRaft _raft;
    private readonly long _logLimit;

    // Those who wait for an answer, by the index that Raft promised to their command.
    private readonly SortedDictionary<int, Waiter> _waiters = [];

    /// <summary>Starts a server, for the first time or again after a crash: then Raft brings what the machine has lost.</summary>
    public ReplicatedStateMachine(INode node, IStateMachine machine, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        (_node, _machine, _logLimit) = (node, machine, logLimit);
        _raft = startRaft(this);
        node.Every(LookAtRaft, ReleaseWhoWaitsInVain);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> SubmitAsync(ReadOnlyMemory<byte> command)
    {
        if (_raft.Propose(command) is not { } place)
            return Task.FromResult<ReadOnlyMemory<byte>?>(null);

        // An index is promised again only where the entry that stood there is gone.
        if (_waiters.Remove(place.Index, out var former))
            former.Release();
        var waiter = new Waiter(place.Term);
        _waiters.Add(place.Index, waiter);
        return waiter.Answer;
    }

    void IRaftHost.Apply(ApplyMessage message)
    {
        var answer = _machine.Apply(message.Command);
        if (_waiters.Remove(message.Index, out var waiter))
        {
            // Index and term together name a command; at this index another leader may have had another one committed.
            if (waiter.Term == message.Term)
                waiter.Tell(answer);
            else
                waiter.Release();
        }

        if (_node.Persister.Size >= _logLimit)
            _raft.Snapshot(message.Index, _machine.Snapshot());
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message)
    {
        _machine.Restore(message.Snapshot);
        // Whose command is in there, or was replaced by what is in there: the snapshot does not tell.
        Release(_waiters.Where(waiter => waiter.Key <= message.LastIncludedIndex));
    }

    // A leader that was deposed may never hear of its entries again: nobody else has them, and perhaps nobody has anything new.
    private void ReleaseWhoWaitsInVain()
    {
        var (term, isLeader) = _raft.Status;
        Release(_waiters.Where(waiter => !isLeader || waiter.Value.Term != term));
    }

    private void Release(IEnumerable<KeyValuePair<int, Waiter>> waiters)
    {
        foreach (var (index, waiter) in waiters.ToList())
        {
            _node.Log($"nobody knows what becomes of index {index} of term {waiter.Term}");
            _waiters.Remove(index);
            waiter.Release();
        }
    }
}
