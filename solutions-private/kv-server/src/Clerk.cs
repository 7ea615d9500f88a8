using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A client's end of the key/value service: it sends until there is an answer.</summary>
public sealed class Clerk : IClerk
{
    // Where the way to the server is cut, a call may end at once: without a pause the clerk would do nothing but send.
    private static readonly TimeSpan Pause = 50.Milliseconds();

    private readonly INode _node;
    private readonly IPeer _server;

    /// <summary>Makes a clerk on a client's node.</summary>
    public Clerk(INode node, string serverAddress)
    {
        _node = node;
        _server = node.Connect(serverAddress);
    }

    /// <inheritdoc/>
    public async Task<GetReply> GetAsync(string key)
    {
        var request = new GetRequest(key);
        while (true)
        {
            if (await _server.CallAsync(request) is { } reply)
                return reply;
            await _node.Delay(Pause);
        }
    }

    /// <inheritdoc/>
    public async Task<PutResult> PutAsync(string key, string value, long version)
    {
        var request = new PutRequest(key, value, version);
        for (var isResend = false; ; isResend = true)
        {
            if (await _server.CallAsync(request) is { } reply)
                return Judge(reply.Result, isResend);
            await _node.Delay(Pause);
        }
    }

    /// <summary>What the client may conclude from the server's answer.</summary>
    private static PutResult Judge(PutResult result, bool isResend)
    {
        // An earlier sending that seemed lost may have been done: then it was this very put that raised the version. Not so where the
        // key is missing: nothing takes a key away, so it was never there.
        return isResend && result == PutResult.VersionMismatch ? PutResult.Maybe : result;
    }
}
