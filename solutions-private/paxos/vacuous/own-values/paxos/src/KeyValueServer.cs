using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Does nothing at all: it must get no points.</summary>
public sealed class KeyValueServer : IKeyValueServer
{
    /// <summary>Does nothing.</summary>
    public KeyValueServer(INode node, IPaxos paxos)
    {
    }
}
