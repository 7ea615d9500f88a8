using Labs.RaftLab;

namespace Labs.KvRaftLab.Tests;

/// <summary>Where a service and the Raft below it meet, in one life of a server: each calls the other through here.</summary>
/// <remarks>What comes up from Raft is checked first, so that a failure says whose it is.</remarks>
/// <param name="server">The server.</param>
/// <param name="watch">Sees what Raft applies; it belongs to the tester.</param>
internal sealed class Seam(Server server, IRaftHost watch) : IRaft, IRaftHost
{
    private readonly int _life = server.Node.Incarnation;
    private IRaft? _raft;
    private IRaftHost? _service;

    /// <summary>What Raft believes; null where none was started.</summary>
    public RaftStatus? Status => _raft?.Status;

    /// <summary>The last index that Raft has applied.</summary>
    public int LastApplied { get; private set; }

    RaftStatus IRaft.Status => Raft.Status;

    private IRaft Raft => _raft ?? throw new InvalidOperationException("Raft was called before its constructor returned");

    /// <summary>Starts Raft for a service.</summary>
    public IRaft Start(IRaftHost service, Func<IRaftHost, IRaft> create)
    {
        if (_service is not null)
            throw new InvalidOperationException("startRaft was called a second time; a server has one Raft");
        _service = service;
        _raft = create(this);
        return this;
    }

    Proposal? IRaft.Propose(ReadOnlyMemory<byte> command) => Raft.Propose(command);

    void IRaft.Snapshot(int index, ReadOnlyMemory<byte> snapshot)
    {
        // What a crashed server still does, nobody sees.
        if (server.IsUp && server.Node.Incarnation == _life)
            server.Snapshots++;
        Raft.Snapshot(index, snapshot);
    }

    void IRaftHost.Apply(ApplyMessage message)
    {
        watch.Apply(message);
        LastApplied = message.Index;
        _service!.Apply(message);
    }

    void IRaftHost.ApplySnapshot(SnapshotMessage message)
    {
        watch.ApplySnapshot(message);
        LastApplied = message.LastIncludedIndex;
        _service!.ApplySnapshot(message);
    }
}
