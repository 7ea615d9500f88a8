using Labs.Framework;

namespace Labs.KeeperLab;

/// <summary>Remembers one value.</summary>
public sealed class KeeperServer : IKeeper
{
    private readonly INode _node;
    private string _value;

    /// <summary>Starts the server: for the first time, or after a crash, on what it has saved.</summary>
    public KeeperServer(INode node)
    {
        _node = node;
        _value = node.Persister.Load<Saved>()?.Value ?? "";
    }

    /// <inheritdoc/>
    public void Write(string value)
    {
        _node.Persister.Save(new Saved(value));
        _value = value;
    }

    /// <inheritdoc/>
    public string Read() => _value;
}
