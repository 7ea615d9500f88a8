using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>Every server executes what it is asked on a copy of its own, at once, and Raft agrees on nothing: it must get no
/// points.</summary>
public sealed class ReplicatedStateMachine : IReplicatedStateMachine, IRaftHost
{
    private readonly IStateMachine _machine;

    /// <summary>Starts Raft, and never proposes anything.</summary>
    public ReplicatedStateMachine(INode node, IStateMachine machine, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        _machine = machine;
        startRaft(this);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> SubmitAsync(ReadOnlyMemory<byte> command) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(_machine.Apply(command));

    void IRaftHost.Apply(ApplyMessage message)
    {
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message)
    {
    }
}

/// <summary>Answers from its own data.</summary>
public sealed class KeyValueServer : IKeyValueServer, IRaftHost
{
    private readonly Dictionary<string, GetReply> _held = [];

    /// <summary>Starts Raft, and never proposes anything.</summary>
    public KeyValueServer(INode node, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        startRaft(this);
        node.Handle((Get request) => Held(request.Key));
        node.Handle((Put request) => OnPut(request));
    }

    void IRaftHost.Apply(ApplyMessage message)
    {
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message)
    {
    }

    private GetReply Held(string key) => _held.TryGetValue(key, out var held) ? held : new(GetStatus.NoKey, "", 0);

    private PutReply OnPut(Put request)
    {
        var held = Held(request.Key);
        if (held.Version != request.Version)
            return new PutReply(held.Version == 0 ? PutResult.NoKey : PutResult.VersionMismatch);
        _held[request.Key] = new GetReply(GetStatus.Ok, request.Value, request.Version + 1);
        return new PutReply(PutResult.Ok);
    }
}

/// <summary>Asks the first server until it answers, then the next.</summary>
public sealed class Clerk(INode node, IReadOnlyList<string> serverAddresses) : IClerk
{
    private int _server;

    /// <inheritdoc/>
    public async Task<GetReply> GetAsync(string key) => (await AskAsync(new Get(key))).Reply;

    /// <inheritdoc/>
    public async Task<PutResult> PutAsync(string key, string value, long version)
    {
        var (reply, isFirst) = await AskAsync(new Put(key, value, version));
        return reply.Result == PutResult.VersionMismatch && !isFirst ? PutResult.Maybe : reply.Result;
    }

    private async Task<(TReply Reply, bool IsFirst)> AskAsync<TReply>(IRequest<TReply> request)
        where TReply : class
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (await node.Connect(serverAddresses[_server]).CallAsync(request, 400.Milliseconds()) is { } reply)
                return (reply, isFirst);
            _server = (_server + 1) % serverAddresses.Count;
        }
    }
}

/// <summary>Asks for a key.</summary>
public sealed record Get(string Key) : IRequest<GetReply>;

/// <summary>Puts a value.</summary>
public sealed record Put(string Key, string Value, long Version) : IRequest<PutReply>;

/// <summary>What became of it.</summary>
public sealed record PutReply(PutResult Result);
