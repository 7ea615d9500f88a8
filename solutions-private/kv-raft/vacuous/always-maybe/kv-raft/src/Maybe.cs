using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>Has every command executed and tells nobody what came of it; its clerk says 'maybe' to all puts, and 'no such key' to all
/// gets: it must get no points.</summary>
public sealed class ReplicatedStateMachine : IReplicatedStateMachine, IRaftHost
{
    private readonly IStateMachine _machine;
    private readonly IRaft _raft;

    /// <summary>Starts Raft.</summary>
    public ReplicatedStateMachine(INode node, IStateMachine machine, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        _machine = machine;
        _raft = startRaft(this);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> SubmitAsync(ReadOnlyMemory<byte> command)
    {
        _raft.Propose(command);
        return Task.FromResult<ReadOnlyMemory<byte>?>(null);
    }

    void IRaftHost.Apply(ApplyMessage message) => _machine.Apply(message.Command);

    void IRaftHost.ApplySnapshot(SnapshotMessage message) => _machine.Restore(message.Snapshot);
}

/// <summary>Has no handler.</summary>
public sealed class KeyValueServer : IKeyValueServer, IRaftHost
{
    /// <summary>Starts Raft, as it must.</summary>
    public KeyValueServer(INode node, Func<IRaftHost, IRaft> startRaft, long logLimit) => startRaft(this);

    void IRaftHost.Apply(ApplyMessage message)
    {
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message)
    {
    }
}

/// <summary>Asks nobody.</summary>
public sealed class Clerk(INode node, IReadOnlyList<string> serverAddresses) : IClerk
{
    /// <inheritdoc/>
    public Task<GetReply> GetAsync(string key) => Task.FromResult(new GetReply(GetStatus.NoKey, "", 0));

    /// <inheritdoc/>
    public async Task<PutResult> PutAsync(string key, string value, long version)
    {
        // Not at once, so that it looks like work.
        await node.Delay(serverAddresses.Count.Milliseconds());
        return PutResult.Maybe;
    }
}
