using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Whoever leads must have been elected, and alone in its term (figure 3, 'election safety').</summary>
internal sealed class ElectionWatch
{
    private readonly IReadOnlyList<RaftServer> _servers;
    private readonly Dictionary<int, (RaftServer Server, int Incarnation)> _leaders = [];
    private readonly (int Incarnation, int Term)[] _seen;
    private readonly long[] _callsBefore;
    private readonly VoteWatch _votes;

    public ElectionWatch(IReadOnlyList<RaftServer> servers, VoteWatch votes)
    {
        (_servers, _votes) = (servers, votes);
        _seen = new (int, int)[servers.Count];
        _callsBefore = new long[servers.Count];
    }

    /// <summary>Servers that can't reach a majority, so that none of them may be elected.</summary>
    public IReadOnlyList<RaftServer> Barred { get; set; } = [];

    /// <summary>The last term in which they still could.</summary>
    public int BarredAfter { get; set; }

    public int LastLedTerm { get; private set; }

    private int Majority => (_servers.Count / 2) + 1;

    public void Check(RaftServer server, RaftStatus status)
    {
        CheckTerm(server, status.Term);
        if (status.IsLeader)
            CheckLeader(server, status.Term);
    }

    private void CheckTerm(RaftServer server, int term)
    {
        var seen = _seen[server.Id];
        var now = (server.Node.Incarnation, term);
        if (seen == now)
            return;

        _seen[server.Id] = now;
        if (seen.Incarnation == now.Incarnation)
            Expect.Safety(seen.Term < term, $"{server} went back from term {seen.Term} to term {term}; {RaftCluster.See("terms")}");
    }

    private void CheckLeader(RaftServer server, int term)
    {
        if (!_leaders.TryGetValue(term, out var leader))
        {
            server.Node.World.Tell($"{server} leads in term {term}");
            CheckElection(server, term);
            _leaders[term] = (server, server.Node.Incarnation);
            LastLedTerm = Math.Max(LastLedTerm, term);
            return;
        }

        if (leader == (server, server.Node.Incarnation))
            return;

        var see = RaftCluster.See("two-leaders");
        Expect.Safety(
            leader.Server == server,
            $"term {term} has two leaders: servers {leader.Server.Id} and {server.Id}; {see}");
        Expect.Safety(false, $"{server} led in term {term}, restarted, and leads in term {term} again; {see}");
    }

    private void CheckElection(RaftServer server, int term)
    {
        var calls = server.Node.Calls - _callsBefore[server.Id];
        _callsBefore[server.Id] = server.Node.Calls;
        Expect.Safety(
            calls >= Majority - 1,
            $"{server} leads in term {term} and sent {calls} requests before: a majority can't have voted for it; "
            + RaftCluster.See("not-elected"));
        Expect.Safety(
            term <= BarredAfter || !Barred.Contains(server) || server.Node.World.IsFaultLeftOut,
            $"{server} became leader in term {term} while it could not reach a majority; {RaftCluster.See("not-elected")}");
        _votes.CheckElected(server, term);
    }
}
