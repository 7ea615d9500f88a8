using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>Is there.</summary>
public sealed class Server : IServer
{
    /// <summary>Does nothing.</summary>
    public Server(INode node, string address, string viewService, ReplicationMode mode)
    {
    }
}
