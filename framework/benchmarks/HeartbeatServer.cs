using Labs.Framework;

namespace Labs.Benchmarks;

/// <summary>Node 0 sends a heartbeat to every other node each 50 ms; the others answer.</summary>
public sealed class HeartbeatServer
{
    private readonly INode _node;

    /// <summary>Starts the server.</summary>
    public HeartbeatServer(INode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _node = node;
        node.Handle((Heartbeat heartbeat) => new HeartbeatReply(heartbeat.Term, Success: true));
        if (node.Id == 0)
            node.Every(50.Milliseconds(), SendAll);
    }

    private void SendAll()
    {
        foreach (var peer in _node.Others)
            _node.Start(() => peer.CallAsync(new Heartbeat(1, 0, 17, 1, 17, [])));
    }
}
