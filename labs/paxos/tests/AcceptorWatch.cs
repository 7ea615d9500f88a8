using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Where the servers can be probed: promises are kept, over all lives; a ballot has one value; what a majority has accepted in one
/// ballot is chosen, and no later ballot has another value (2.2, P2b); nothing is decided that is not chosen.</summary>
internal sealed class AcceptorWatch(IReadOnlyList<PaxosServer> servers)
{
    private readonly Dictionary<(int Sequence, int Server), (long Promised, long Accepted)> _seen = [];
    private readonly Dictionary<int, SortedDictionary<long, Vote>> _ballots = [];
    private readonly Dictionary<int, (long Ballot, string Value)> _chosen = [];
    private readonly int[] _lives = new int[servers.Count];

    /// <summary>The server is looked at in its present life.</summary>
    public void Look(PaxosServer server) => _lives[server.Id] = server.Node.Incarnation;

    public void Check(PaxosServer server, InstanceView view)
    {
        if (!view.IsProbed)
            return;

        var seen = _seen.GetValueOrDefault((view.Sequence, server.Id));
        if (seen == (view.Promised, view.Accepted))
            return;

        _seen[(view.Sequence, server.Id)] = (view.Promised, view.Accepted);
        Expect.Safety(
            view.Promised >= seen.Promised,
            $"{server} had promised ballot {seen.Promised} in instance {view.Sequence}, and now {view.Promised}; "
            + Cluster.See("promises"));
        Expect.Safety(
            view.Accepted >= seen.Accepted,
            $"{server} had accepted ballot {seen.Accepted} in instance {view.Sequence}, and now {view.Accepted}; "
            + Cluster.See("promises"));
        Expect.Safety(
            view.Accepted <= view.Promised,
            $"{server} accepted ballot {view.Accepted} in instance {view.Sequence}, and its promise is {view.Promised}; "
            + Cluster.See("promises"));
        if (view.Accepted > seen.Accepted)
            CheckVote(server, view);
    }

    public void CheckDecided(PaxosServer server, InstanceView view)
    {
        if (!view.IsProbed)
            return;

        // A server that crashed in the event in which it accepted is seen with its vote when its next life has begun.
        var unseen = servers.Count(other => !other.Node.IsRunning || _lives[other.Id] != other.Node.Incarnation);
        var most = !_ballots.TryGetValue(view.Sequence, out var ballots) ? 0 : ballots.Values
            .Where(vote => string.Equals(vote.Value, view.Status.Value, StringComparison.Ordinal))
            .Select(vote => vote.Voters.Count)
            .DefaultIfEmpty()
            .Max();
        Expect.Safety(
            most + unseen > servers.Count / 2,
            $"{server} decided \"{PaxosServer.Show(view.Status.Value)}\" in instance {view.Sequence}, which {most} of {servers.Count} "
            + $"servers have accepted in one ballot; {Cluster.See("not-chosen")}");
    }

    private void CheckVote(PaxosServer server, InstanceView view)
    {
        var (sequence, ballot, value) = (view.Sequence, view.Accepted, view.Value ?? "");
        if (!_ballots.TryGetValue(sequence, out var ballots))
            _ballots.Add(sequence, ballots = []);
        if (!ballots.TryGetValue(ballot, out var vote))
            ballots.Add(ballot, vote = new Vote(value, []));
        Expect.Safety(
            string.Equals(vote.Value, value, StringComparison.Ordinal),
            $"ballot {ballot} of instance {sequence} has two values: \"{PaxosServer.Show(vote.Value)}\", and "
            + $"\"{PaxosServer.Show(value)}\" that {server} accepted; {Cluster.See("one-ballot-one-value")}");
        vote.Voters.Add(server.Id);
        if (_chosen.TryGetValue(sequence, out var chosen) && ballot > chosen.Ballot)
        {
            Expect.Safety(
                string.Equals(chosen.Value, value, StringComparison.Ordinal),
                $"\"{PaxosServer.Show(chosen.Value)}\" was chosen in ballot {chosen.Ballot} of instance {sequence}, and {server} accepted "
                + $"\"{PaxosServer.Show(value)}\" in ballot {ballot}; {Cluster.See("chosen-for-ever")}");
        }

        if (vote.Voters.Count > servers.Count / 2)
            Choose(server, sequence, ballot, value);
    }

    private void Choose(PaxosServer server, int sequence, long ballot, string value)
    {
        if (_chosen.TryGetValue(sequence, out var chosen))
        {
            Expect.Safety(
                string.Equals(chosen.Value, value, StringComparison.Ordinal),
                $"two values were chosen in instance {sequence}: \"{PaxosServer.Show(chosen.Value)}\" in ballot {chosen.Ballot}, and "
                + $"\"{PaxosServer.Show(value)}\" in ballot {ballot}; {Cluster.See("chosen-for-ever")}");
            if (ballot >= chosen.Ballot)
                return;
        }
        else
        {
            server.Node.World.Tell(
                $"a majority has accepted \"{PaxosServer.Show(value)}\" in ballot {ballot} of instance {sequence}: it is chosen");
        }

        _chosen[sequence] = (ballot, value);
    }

    private sealed record Vote(string Value, SortedSet<int> Voters);
}
