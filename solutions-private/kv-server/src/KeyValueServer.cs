using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A key/value server: for each key a value, and the version of that value.</summary>
/// <remarks>The version makes a put safe to repeat: one that was done raised it, so an equal one finds another version and changes
/// nothing. That is why the server need not know who asked what before.</remarks>
public sealed class KeyValueServer : IKeyValueServer
{
    private readonly Dictionary<string, (string Value, long Version)> _entries = new(StringComparer.Ordinal);

    /// <summary>Starts the server, with no keys.</summary>
    public KeyValueServer(INode node)
    {
        node.Handle((GetRequest request) => OnGet(request));
        node.Handle((PutRequest request) => OnPut(request));
    }

    private GetReply OnGet(GetRequest request) => _entries.TryGetValue(request.Key, out var entry)
        ? new GetReply(GetStatus.Ok, entry.Value, entry.Version)
        : new GetReply(GetStatus.NoKey, "", 0);

    private PutReply OnPut(PutRequest request)
    {
        // A key that is not there has version 0.
        var version = _entries.TryGetValue(request.Key, out var entry) ? entry.Version : 0;
        if (version != request.Version)
            return new PutReply(version == 0 ? PutResult.NoKey : PutResult.VersionMismatch);

        _entries[request.Key] = (request.Value, version + 1);
        return new PutReply(PutResult.Ok);
    }
}
