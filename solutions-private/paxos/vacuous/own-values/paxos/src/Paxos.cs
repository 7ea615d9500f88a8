using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Decides at once whatever it is asked to propose, and asks nobody: it must get no points.</summary>
public sealed class Paxos : IPaxos
{
    private readonly Dictionary<int, string> _values = [];

    /// <summary>Does nothing.</summary>
    public Paxos(INode node)
    {
    }

    /// <inheritdoc/>
    public int Max { get; private set; } = -1;

    /// <inheritdoc/>
    public int Min => 0;

    /// <inheritdoc/>
    public void Start(int sequence, string value)
    {
        _values.TryAdd(sequence, value);
        Max = Math.Max(Max, sequence);
    }

    /// <inheritdoc/>
    public PaxosStatus Status(int sequence) =>
        _values.TryGetValue(sequence, out var value) ? new(Fate.Decided, value) : new(Fate.Pending);

    /// <inheritdoc/>
    public void Done(int sequence, ReadOnlyMemory<byte> snapshot = default)
    {
    }
}
