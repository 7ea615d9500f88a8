using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A key/value server: for each key a value, and the version of that value.</summary>
public sealed class KeyValueServer : IKeyValueServer
{
    private readonly INode _node;

    /// <summary>Starts the server, with no keys.</summary>
    public KeyValueServer(INode node)
    {
        _node = node;

        // TODO(A): say how requests are answered: node.Handle((GetRequest request) => OnGet(request)); and the same for a put.
    }

    // TODO(A): what the server keeps: for each key a value and a version. It needs no lock around it: between two awaits nothing else of
    // this server runs.

    private GetReply OnGet(GetRequest request)
    {
        // TODO(A): the key's value and version, or that there is no such key.
        throw new NotImplementedException("KeyValueServer.OnGet: part A is not written yet");
    }

    private PutReply OnPut(PutRequest request)
    {
        // TODO(A): compare the versions, and only where they are equal put the value in and raise the version. The request may be one
        // that came before: what happens then?
        throw new NotImplementedException("KeyValueServer.OnPut: part A is not written yet");
    }
}
