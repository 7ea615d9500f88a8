using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>Does nothing at all: it must get no points.</summary>
public sealed class Server : IServer
{
    /// <summary>Does nothing.</summary>
    public Server(INode node, string address, string viewService, ReplicationMode mode)
    {
    }
}
