using Labs.Simulation;

namespace Labs.RaftLab.Tests;

/// <summary>Looks at every server after each event in which its code ran.</summary>
/// <remarks>What a service could see is always watched; what a probe shows, where there is one.</remarks>
internal sealed class Watch
{
    private readonly IReadOnlyList<RaftServer> _servers;
    private readonly Ledger _ledger;
    private readonly VoteWatch _votes;
    private readonly LogWatch _logs;
    private readonly long[] _turns;

    public Watch(World world, IReadOnlyList<RaftServer> servers, Ledger ledger)
    {
        (_servers, _ledger) = (servers, ledger);
        _votes = new VoteWatch(servers);
        _logs = new LogWatch(servers, ledger);
        Elections = new ElectionWatch(servers, _votes);
        _turns = new long[servers.Count];
        world.AddInvariant(Check);
    }

    public ElectionWatch Elections { get; }

    private void Check()
    {
        foreach (var server in _servers)
        {
            if (_turns[server.Id] == server.Node.Turns)
                continue;

            _turns[server.Id] = server.Node.Turns;
            Check(server);
        }
    }

    private void Check(RaftServer server)
    {
        var (status, view) = server.Node.Inspect<IRaft, (RaftStatus?, ServerView?)>(static raft => (raft.Status, ServerView.Of(raft)));
        if (_ledger.Dated < _ledger.Count)
            _ledger.Date(status?.Term);
        if (status is null)
            return;

        if (view is { } seen)
            _votes.Check(server, seen.Term, seen.VotedFor);
        Elections.Check(server, status);
        if (view is { } shown)
            _logs.Check(server, shown);
    }
}
