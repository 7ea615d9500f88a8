using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A clerk that never needs to say Maybe, since the service knows its requests again; it is slow to change its mind.</summary>
public sealed class Clerk : IClerk
{
    private readonly INode _node;
    private readonly List<IPeer> _servers;
    private readonly string _name;
    private int _requests;

    /// <summary>Makes a clerk.</summary>
    public Clerk(INode node, IReadOnlyList<string> serverAddresses)
    {
        _node = node;
        _servers = [.. serverAddresses.Select(node.Connect)];
        _name = node.Random.NextInt64().ToString("x");
    }

    /// <inheritdoc/>
    public async Task<GetReply> GetAsync(string key) => (await AskAsync(new Ask(_name, ++_requests, key, null, 0))).Found!;

    /// <inheritdoc/>
    public async Task<PutResult> PutAsync(string key, string value, long version) =>
        (await AskAsync(new Ask(_name, ++_requests, key, value, version))).Result;

    private async Task<Told> AskAsync(Ask ask)
    {
        while (true)
        {
            // A reply that was lost is asked for again where it was; another server is asked when this one says no, or says nothing.
            for (var tries = 0; tries < 2; tries++)
            {
                var answer = await _servers[0].CallAsync(ask, 700.Milliseconds());
                if (answer?.Told is { } told)
                    return told;
                if (answer is not null)
                    break;
            }

            _servers.Add(_servers[0]);
            _servers.RemoveAt(0);
            await _node.Delay(20.Milliseconds());
        }
    }
}
