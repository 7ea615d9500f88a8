using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>Does nothing at all: it must get no points.</summary>
public sealed class Raft : IRaft
{
    /// <summary>Does nothing.</summary>
    public Raft(INode node, IRaftHost host)
    {
    }

    /// <inheritdoc/>
    public RaftStatus Status => new(Term: 0, IsLeader: false);

    /// <inheritdoc/>
    public Proposal? Propose(ReadOnlyMemory<byte> command) => null;

    /// <inheritdoc/>
    public void Snapshot(int index, ReadOnlyMemory<byte> snapshot)
    {
    }
}
