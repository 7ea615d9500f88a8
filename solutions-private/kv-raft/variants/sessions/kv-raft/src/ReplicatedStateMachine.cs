using System.Text.Json;
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
    private readonly Dictionary<int, (int Term, TaskCompletionSource<ReadOnlyMemory<byte>?> Answer)> _waiting = [];
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
        if (_raft.Propose(JsonSerializer.SerializeToUtf8Bytes(new Marked(_life, mark, command.ToArray()))) is not { } place)
            return null;

        var answer = new TaskCompletionSource<ReadOnlyMemory<byte>?>();
        _waiting[mark] = (place.Term, answer);
        while (!answer.Task.IsCompleted && _raft.Status == new RaftStatus(place.Term, IsLeader: true))
            await Task.WhenAny(answer.Task, _node.Delay(120.Milliseconds()));
        _waiting.Remove(mark);
        return answer.Task.IsCompleted ? await answer.Task : null;
    }

    void IRaftHost.Apply(ApplyMessage message)
    {
        var marked = JsonSerializer.Deserialize<Marked>(message.Command.Span)!;
        var answer = _machine.Apply(marked.Command);
        if (marked.Life == _life && _waiting.Remove(marked.Mark, out var waiting))
            waiting.Answer.SetResult(answer);
        if (_node.Persister.Size > _logLimit / 2)
            _raft.Snapshot(message.Index, _machine.Snapshot());
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message) => _machine.Restore(message.Snapshot);
}

/// <summary>A command with the mark of who submitted it.</summary>
internal sealed record Marked(long Life, int Mark, byte[] Command);
