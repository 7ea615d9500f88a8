// Differs from the reference: the server answers a millisecond after it has decided.
using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A key/value server that decides at once and answers some time later.</summary>
public sealed class KeyValueServer : IKeyValueServer
{
    private readonly INode _node;
    private readonly SortedDictionary<string, GetReply> _entries = new(StringComparer.Ordinal);

    /// <summary>Starts the server, with no keys.</summary>
    public KeyValueServer(INode node)
    {
        _node = node;
        node.Handle((GetRequest request) => ReplyLater(Find(request.Key)));
        node.Handle((PutRequest request) => ReplyLater(new PutReply(Put(request))));
    }

    private GetReply Find(string key) => _entries.GetValueOrDefault(key) ?? new GetReply(GetStatus.NoKey, "", 0);

    private PutResult Put(PutRequest request)
    {
        var found = Find(request.Key);
        if (found.Version == request.Version)
        {
            _entries[request.Key] = new GetReply(GetStatus.Ok, request.Value, request.Version + 1);
            return PutResult.Ok;
        }

        return found.Status == GetStatus.NoKey ? PutResult.NoKey : PutResult.VersionMismatch;
    }

    // What was decided stays decided, however late it is told.
    private async Task<T> ReplyLater<T>(T reply)
    {
        await _node.Delay(1.Milliseconds());
        return reply;
    }
}
