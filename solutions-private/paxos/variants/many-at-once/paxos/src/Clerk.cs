// Differs from the reference: it waits longer for an answer, and less before it asks again.
using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>A client of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    private static readonly TimeSpan Patience = 1.Seconds();

    private static readonly TimeSpan Pause = 10.Milliseconds();

    private readonly INode _node;
    private readonly IPeer[] _servers;
    private readonly long _id;
    private long _last;
    private int _server;

    /// <summary>Makes a clerk of the servers at these addresses.</summary>
    public Clerk(INode node, IReadOnlyList<string> serverAddresses)
    {
        _node = node;
        _servers = [.. serverAddresses.Select(node.Connect)];
        _id = node.Random.NextInt64();
        // Not all clients to the same server.
        _server = node.Id % _servers.Length;
    }

    /// <inheritdoc/>
    public async Task<string> GetAsync(string key) => (await AskAsync(Operation.Get, key)).Value;

    /// <inheritdoc/>
    public Task PutAsync(string key, string value) => AskAsync(Operation.Put, key, value);

    /// <inheritdoc/>
    public Task AppendAsync(string key, string value) => AskAsync(Operation.Append, key, value);

    // Every sending has the same number: by it the service knows them for one operation.
    private async Task<Reply> AskAsync(Operation operation, string key, string value = "")
    {
        var request = new Request(_id, ++_last, operation, key, value);
        for (var tries = 1; ; tries++)
        {
            if (await _servers[_server].CallAsync(request, Patience) is { } reply)
                return reply;

            _server = (_server + 1) % _servers.Length;
            if (tries % _servers.Length == 0)
                await _node.Delay(Pause);
        }
    }
}
