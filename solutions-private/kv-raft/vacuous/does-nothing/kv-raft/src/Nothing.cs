using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>Answers nobody, ever: it must get no points.</summary>
public sealed class ReplicatedStateMachine : IReplicatedStateMachine
{
    /// <summary>Starts Raft, as it must.</summary>
    public ReplicatedStateMachine(INode node, IStateMachine machine, Func<IRaftHost, IRaft> startRaft, long logLimit) =>
        startRaft(new Deaf());

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> SubmitAsync(ReadOnlyMemory<byte> command) => Task.FromResult<ReadOnlyMemory<byte>?>(null);
}

/// <summary>Has no handler.</summary>
public sealed class KeyValueServer : IKeyValueServer
{
    /// <summary>Starts Raft, as it must.</summary>
    public KeyValueServer(INode node, Func<IRaftHost, IRaft> startRaft, long logLimit) => startRaft(new Deaf());
}

/// <summary>Waits for ever.</summary>
public sealed class Clerk : IClerk
{
    /// <summary>Keeps nothing.</summary>
    public Clerk(INode node, IReadOnlyList<string> serverAddresses)
    {
    }

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(string key) => new TaskCompletionSource<GetReply>().Task;

    /// <inheritdoc/>
    public Task<PutResult> PutAsync(string key, string value, long version) => new TaskCompletionSource<PutResult>().Task;
}

internal sealed class Deaf : IRaftHost
{
    public void Apply(ApplyMessage message)
    {
    }

    public void ApplySnapshot(SnapshotMessage message)
    {
    }
}
