using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A server of the key/value service: primary, backup, or idle, as the view service decides.</summary>
public sealed class Server : IServer
{
    private readonly INode _node;
    private readonly IPeer _viewService;
    private readonly ReplicationMode _mode;
    private readonly ServerId _me;

    /// <summary>Starts an empty server.</summary>
    public Server(INode node, string address, string viewService, ReplicationMode mode)
    {
        (_node, _mode) = (node, mode);
        _viewService = node.Connect(viewService);
        _me = new ServerId(address, node.Random.NextInt64());

        // TODO(B): ping the view service, at once and then every Pace.Ping, and take up what it answers. With which number do you ping
        // while the backup does not have the data yet?
        // TODO(B): say how a clerk's operations are answered, and what the primary tells its backup: messages of your own.
    }

    // TODO(B): what the server keeps: the view, the values, and what makes it safe to send an operation again. All of it goes to a new
    // backup.

    // TODO(B): as primary: one operation after the other to the backup, and an answer when the backup has it. After each await look again
    // who you are.

    // TODO(C): in ReplicationMode.Asynchronous: answer at once, and bring the backup up to date afterwards.
}
