using Labs.Framework;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part A: elections in bad networks, and when everything fails at once (5.1, 5.2, 5.4).</summary>
/// <remarks>At every event of every scenario: no term has two leaders, no leader is unelected, no term goes back.</remarks>
public sealed class ElectionStormScenarios
{
    /// <summary>One message in ten is lost each way: leaders are elected all the same, again and again (5.1: 'servers retry').</summary>
    /// <remarks>Usual bugs: a candidate waits for all replies before it counts; a lost reply ends the loop that sends heartbeats.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Leaders_are_elected_on_an_unreliable_network(RaftCluster cluster)
    {
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        for (var round = 0; round < 8; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.UnreliableElection);
            cluster.Isolate(leader);
            await cluster.LeaderAsync(Limits.UnreliableElection, cluster.Except(leader));
            cluster.Reconnect(leader);
        }

        await cluster.LeaderAsync(Limits.UnreliableElection);
    }

    /// <summary>Requests and replies come twice, and late, when the election that they belong to is long over: no vote counts
    /// twice, or in another term (5.2).</summary>
    /// <remarks>Usual bugs: replies are counted, not voters; a reply to an older request for votes counts in the present election;
    /// an old heartbeat is taken for one of the present leader.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Duplicated_and_late_votes_count_once_and_in_their_own_term(RaftCluster cluster)
    {
        for (var round = 0; round < 6; round++)
            await VoteLateAsync(cluster, cluster.Nemesis(-1 - round));
        for (var round = 0; round < 15; round++)
        {
            var random = cluster.Nemesis(round);
            cluster.World.Network.Profile = RaftCluster.Reliable.WithDuplicatesAndLateMessages(random.Next(200, 600));
            cluster.ConnectOnly(cluster.Draw(random, random.Next(cluster.Majority, cluster.Servers.Count + 1)));
            await cluster.PassAsync(random.Between(200.Milliseconds(), 1500.Milliseconds()));
            foreach (var leader in cluster.Servers.Where(server => server.Leads))
                cluster.Isolate(leader);
            await cluster.PassAsync(random.Between(200.Milliseconds(), 1500.Milliseconds()));
        }

        cluster.EndFaults();
        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>Cuts, one-way cuts, crashes, pauses, drifting clocks and a bad network, mixed as the seed draws it; when it is
    /// over, there is a leader soon, and it stays.</summary>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Elections_survive_a_storm(RaftCluster cluster)
    {
        await cluster.LeaderAsync(Limits.Election);
        var storm = new Storm(cluster);
        for (var round = 1; round <= 60; round++)
            await storm.StrikeAsync(round);

        cluster.EndFaults();
        // What was sent late in the storm may still arrive and raise a term.
        await cluster.PassAsync(Storm.Aftermath);
        var leader = await cluster.LeaderAsync(Limits.Election);
        await cluster.KeepsLeadingAsync(leader, 3.Seconds(), cluster.Servers);
    }

    // A candidate is alone as soon as it has asked, and the answers are on their way for longer than its election lasts.
    private static async Task VoteLateAsync(RaftCluster cluster, Random random)
    {
        var leader = await cluster.LeaderAsync(Limits.Election);
        var candidate = cluster.Except(leader)[random.Next(4)];
        foreach (var other in cluster.Except(candidate))
        {
            other.ClockDrift = -100_000;
            cluster.World.Network.SetLatency(other.Node, candidate.Node, 600.Milliseconds(), 1500.Milliseconds());
        }

        candidate.ClockDrift = 100_000;
        cluster.Isolate(leader);
        var before = candidate.Term;
        for (var end = cluster.World.Now + 2.Seconds(); candidate.Term == before && cluster.World.Now < end;)
            await cluster.PassAsync(1.Milliseconds());
        // Its requests arrive.
        await cluster.PassAsync(2.Milliseconds());
        cluster.Isolate(candidate);
        await cluster.NobodyIsElectedAsync(2.Seconds(), [candidate], afterTerm: candidate.Term);
        cluster.EndFaults();
    }
}
