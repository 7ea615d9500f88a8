// Differs from the reference: it numbers its requests, never needs to say Maybe, and is slow to change its mind.
using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A client of the key/value service, which knows its requests again.</summary>
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
    public async Task<GetReply> GetAsync(string key)
    {
        var reply = await AskAsync(new Request(_name, ++_requests, key));
        return new GetReply(reply.Outcome == Outcome.Done ? GetStatus.Ok : GetStatus.NoKey, reply.Value, reply.Version);
    }

    /// <inheritdoc/>
    public async Task<PutResult> PutAsync(string key, string value, long version)
    {
        var reply = await AskAsync(new Request(_name, ++_requests, key, value, version));
        return reply.Outcome switch
        {
            Outcome.Done => PutResult.Ok,
            Outcome.NoKey => PutResult.NoKey,
            _ => PutResult.VersionMismatch,
        };
    }

    private async Task<Reply> AskAsync(Request request)
    {
        while (true)
        {
            // A reply that was lost is asked for again where it was; another server is asked when this one says no, or says nothing.
            for (var tries = 0; tries < 2; tries++)
            {
                var reply = await _servers[0].CallAsync(request, 700.Milliseconds());
                if (reply is { Outcome: not Outcome.NotLeader })
                    return reply;
                if (reply is not null)
                    break;
            }

            _servers.Add(_servers[0]);
            _servers.RemoveAt(0);
            await _node.Delay(20.Milliseconds());
        }
    }
}
