// Differs from the reference: it knows its own commands again by a mark, and not by where they stand; it makes snapshots early.
using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>A replicated machine that knows its own commands again by a mark that it puts on them, and not by where they stand in the
/// log; it makes snapshots early.</summary>
public sealed class ReplicatedStateMachine : IReplicatedStateMachine, IRaftHost
{
    private readonly INode _node;
    private readonly IStateMachine _machine;
    private readonly IRaft _raft;
    private readonly long _logLimit;
    private readonly long _life;
    private readonly Dictionary<int, Waiter> _waiting = [];
    private int _marks;

    /// <summary>Starts a server.</summary>
    public ReplicatedStateMachine(INode node, IStateMachine machine, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        (_node, _machine, _logLimit) = (node, machine, logLimit);
        _life = node.Random.NextInt64();
        _raft = startRaft(this);
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> SubmitAsync(ReadOnlyMemory<byte> command)
    {
        var mark = ++_marks;
        if (_raft.Propose(Bytes.Of(new Marked(_life, mark, command.ToArray()))) is not { } place)
            return null;

        var waiter = new Waiter(place.Term);
        _waiting[mark] = waiter;
        while (!waiter.Answer.IsCompleted && _raft.Status == new RaftStatus(place.Term, IsLeader: true))
            await Task.WhenAny(waiter.Answer, _node.Delay(120.Milliseconds()));
        _waiting.Remove(mark);
        return waiter.Answer.IsCompleted ? await waiter.Answer : null;
    }

    void IRaftHost.Apply(ApplyMessage message)
    {
        var marked = Bytes.To<Marked>(message.Command);
        var answer = _machine.Apply(marked.Command);
        if (marked.Life == _life && _waiting.Remove(marked.Mark, out var waiter))
            waiter.Tell(answer);
        if (_node.Persister.Size > _logLimit / 2)
            _raft.Snapshot(message.Index, _machine.Snapshot());
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message) => _machine.Restore(message.Snapshot);
}

/// <summary>A command with the mark of who submitted it.</summary>
internal sealed record Marked(long Life, int Mark, byte[] Command);
