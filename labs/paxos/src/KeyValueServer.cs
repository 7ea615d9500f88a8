using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>One server of the key/value service: each instance of Paxos is one operation, and all servers execute them in turn.</summary>
public sealed class KeyValueServer : IKeyValueServer
{
    private readonly INode _node;
    private readonly IPaxos _paxos;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public KeyValueServer(INode node, IPaxos paxos)
    {
        (_node, _paxos) = (node, paxos);

        // TODO(C): begin with what was given to IPaxos.Done in an earlier life (node.Persister.Snapshot), or with no keys.
        // TODO(C): say how requests are answered: node.Handle((Request request) => ExecuteAsync(request));
        // TODO(C): a server that nobody asks must get on too: node.Every(...).
    }

    // TODO(C): propose the request for the next instance, wait until that is decided, and execute what was chosen there; and again, until
    // it was your request. Which requests were executed before? (_paxos.Status only looks: ask it again after a node.Delay.)

    // TODO(C): say Done of what was executed, with a snapshot of all that the service must find again.
}
