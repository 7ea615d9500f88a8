using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Where the servers can be probed: one vote a server and term, for ever, and a leader has the votes of a majority.</summary>
internal sealed class VoteWatch(IReadOnlyList<RaftServer> servers)
{
    private readonly Dictionary<(int Term, RaftServer Voter), int> _votes = [];
    private readonly (int Term, int? VotedFor)[] _seen = new (int, int?)[servers.Count];
    private bool _isProbed;

    public void Check(RaftServer server, int term, int? votedFor)
    {
        _isProbed = true;
        if ((term, votedFor) == _seen[server.Id])
            return;

        Expect.Safety(
            term >= _seen[server.Id].Term,
            $"{server} went back from term {_seen[server.Id].Term} to term {term}; {RaftCluster.See("terms")}");
        _seen[server.Id] = (term, votedFor);
        if (votedFor is { } candidate)
            CheckVote(server, term, candidate);
    }

    public void CheckElected(RaftServer leader, int term)
    {
        if (!_isProbed)
            return;

        var votes = servers.Count(server => MayHaveVotedFor(leader, server, term));
        Expect.Safety(
            votes > servers.Count / 2,
            $"{leader} leads in term {term} with {votes} votes of that term, of {servers.Count}; {RaftCluster.See("not-elected")}");
    }

    // A server that crashed in the event in which it voted was never seen with its vote; nor was one that answered several requests in
    // one event, as who empties a mailbox does after a pause, and was in a newer term at the end of it.
    private bool MayHaveVotedFor(RaftServer leader, RaftServer voter, int term) =>
        _votes.TryGetValue((term, voter), out var candidate)
            ? candidate == leader.Id
            : !voter.Node.IsRunning || voter.Node.Incarnation > 1 || _seen[voter.Id].Term > term;

    private void CheckVote(RaftServer voter, int term, int candidate)
    {
        if (!_votes.TryAdd((term, voter), candidate))
        {
            Expect.Safety(
                _votes[(term, voter)] == candidate,
                $"{voter} voted for server {_votes[(term, voter)]} and for server {candidate} in term {term}; {RaftCluster.See("votes")}");
        }
        else if (candidate >= 0 && candidate < servers.Count)
        {
            Expect.Safety(
                MayHaveBeenIn(term, servers[candidate]),
                $"{voter} voted in term {term} for server {candidate}, which was never in that term: its request was of an older one; "
                + RaftCluster.See("votes"));
        }
    }

    // A server that crashed in the event in which it began an election was never seen in that term.
    private bool MayHaveBeenIn(int term, RaftServer server) =>
        _seen[server.Id].Term >= term || !server.Node.IsRunning || server.Node.Incarnation > 1;
}
