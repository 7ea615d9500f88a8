using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A client of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    // Some heartbeats, in which a lost message of the group's is sent again. A server that is cut off answers never.
    private static readonly TimeSpan Patience = 400.Milliseconds();

    // Where nobody leads, an election is under way.
    private static readonly TimeSpan Pause = 50.Milliseconds();

    private readonly INode _node;
    private readonly IPeer[] _servers;
    private int _leader;

    /// <summary>Makes a clerk of the servers at these addresses.</summary>
    public Clerk(INode node, IReadOnlyList<string> serverAddresses)
    {
        _node = node;
        _servers = [.. serverAddresses.Select(node.Connect)];
    }

    /// <inheritdoc/>
    public async Task<GetReply> GetAsync(string key)
    {
        var (reply, _) = await AskAsync(new Request(key));
        return new GetReply(reply.Outcome == Outcome.Done ? GetStatus.Ok : GetStatus.NoKey, reply.Value, reply.Version);
    }

    /// <inheritdoc/>
    public async Task<PutResult> PutAsync(string key, string value, long version)
    {
        var (reply, isFirst) = await AskAsync(new Request(key, value, version));
        return reply.Outcome switch
        {
            Outcome.Done => PutResult.Ok,
            Outcome.NoKey => PutResult.NoKey,
            // Perhaps it was an earlier request of this very put that raised the version.
            _ => isFirst ? PutResult.VersionMismatch : PutResult.Maybe,
        };
    }

    /// <summary>Asks one server after the other until one has had the request executed.</summary>
    private async Task<(Reply Reply, bool IsFirst)> AskAsync(Request request)
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await _servers[_leader].CallAsync(request, Patience);
            if (reply is not null && reply.Outcome != Outcome.NotLeader)
                return (reply, tries == 1);

            _leader = (_leader + 1) % _servers.Length;
            if (tries % _servers.Length == 0)
                await _node.Delay(Pause);
        }
    }
}
