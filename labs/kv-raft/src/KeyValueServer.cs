using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>One server of the key/value service: it passes requests on to the group, and the group's answers back.</summary>
public sealed class KeyValueServer : IKeyValueServer
{
    private readonly INode _node;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public KeyValueServer(INode node, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        _node = node;

        // TODO(B): a ReplicatedStateMachine of your own, with a machine that holds keys, values and versions.
        // TODO(B): say how requests are answered: node.Handle((GetRequest request) => OnGetAsync(request)); and the same for a put.
        // An answer takes time here, so a handler returns a Task.
    }

    private Task<GetReply> OnGetAsync(GetRequest request)
    {
        // TODO(B): this server's own copy may be old, and it can't know whether it still leads. So what must a get do?
        throw new NotImplementedException("KeyValueServer.OnGetAsync: part B is not written yet");
    }

    private Task<PutReply> OnPutAsync(PutRequest request)
    {
        // TODO(B): submit it, and say what the machine answered, or that this server does not lead.
        throw new NotImplementedException("KeyValueServer.OnPutAsync: part B is not written yet");
    }
}
