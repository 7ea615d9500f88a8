using Labs.Framework;

namespace Labs.KeeperLab;

/// <summary>Remembers one value.</summary>
public sealed class KeeperServer : IKeeper
{
    private readonly INode _node;

    /// <summary>Starts the server: for the first time, or after a crash, on what it has saved.</summary>
    public KeeperServer(INode node)
    {
        _node = node;

        // TODO(A): read back what was saved, if anything was.
    }

    /// <inheritdoc/>
    public void Write(string value)
    {
        // TODO(A): save the value before you return.
        throw new NotImplementedException("KeeperServer.Write: part A is not written yet");
    }

    /// <inheritdoc/>
    public string Read() => throw new NotImplementedException("KeeperServer.Read: part A is not written yet");
}
