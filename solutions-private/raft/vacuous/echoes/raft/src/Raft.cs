using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>Server 0 leads for ever and takes every proposal for committed: it must get no points.</summary>
public sealed class Raft : IRaft
{
    private readonly INode _node;
    private readonly IRaftHost _host;
    private int _lastIndex;

    /// <summary>Leads, where this is server 0.</summary>
    public Raft(INode node, IRaftHost host)
    {
        _node = node;
        _host = host;
    }

    /// <inheritdoc/>
    public RaftStatus Status => new(Term: 1, IsLeader: _node.Id == 0);

    /// <inheritdoc/>
    public Proposal? Propose(ReadOnlyMemory<byte> command)
    {
        if (_node.Id != 0)
            return null;

        _host.Apply(new ApplyMessage(++_lastIndex, Term: 1, command));
        return new Proposal(_lastIndex, Term: 1);
    }

    /// <inheritdoc/>
    public void Snapshot(int index, ReadOnlyMemory<byte> snapshot)
    {
    }
}
