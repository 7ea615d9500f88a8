using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Never decides anything: it must get no points.</summary>
public sealed class Paxos : IPaxos
{
    /// <summary>Does nothing.</summary>
    public Paxos(INode node)
    {
    }

    /// <inheritdoc/>
    public int Max => -1;

    /// <inheritdoc/>
    public int Min => 0;

    /// <inheritdoc/>
    public void Start(int sequence, string value)
    {
    }

    /// <inheritdoc/>
    public PaxosStatus Status(int sequence) => new(Fate.Pending);

    /// <inheritdoc/>
    public void Done(int sequence, ReadOnlyMemory<byte> snapshot = default)
    {
    }
}
