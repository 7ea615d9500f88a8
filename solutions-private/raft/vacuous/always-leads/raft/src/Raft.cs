using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>Every server leads, in a term of its own that no other server claims: it must get no points.</summary>
public sealed class Raft : IRaft
{
    private readonly INode _node;
    private int _lastIndex;

    /// <summary>Leads.</summary>
    public Raft(INode node, IRaftHost host) => _node = node;

    /// <inheritdoc/>
    public RaftStatus Status => new(Term: _node.Id + 1, IsLeader: true);

    /// <inheritdoc/>
    public Proposal? Propose(ReadOnlyMemory<byte> command) => new(++_lastIndex, Term: _node.Id + 1);

    /// <inheritdoc/>
    public void Snapshot(int index, ReadOnlyMemory<byte> snapshot)
    {
    }
}
