using Labs.Framework;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part A: a leader is elected when one is needed, and only then (the paper's section 5.2).</summary>
/// <remarks>At every event of every scenario: no term has two leaders, no leader is unelected, no term goes back.</remarks>
public sealed class ElectionScenarios
{
    /// <summary>A group elects a leader, and keeps it while nothing is wrong (5.2).</summary>
    /// <remarks>Usual bugs: all servers time out at the same moment and split the vote for ever; heartbeats come too seldom, so
    /// that followers begin needless elections.</remarks>
    [Scenario(Part = "A")]
    public async Task A_leader_is_elected_and_keeps_its_term(RaftCluster cluster)
    {
        var leader = await cluster.LeaderAsync(Limits.Election);
        await cluster.KeepsLeadingAsync(leader, 5.Seconds(), cluster.Servers);
    }

    /// <summary>A leader that is cut off is replaced; when it comes back there is one leader; without a majority there is none
    /// (5.2, 5.4).</summary>
    /// <remarks>Usual bugs: the old leader does not step down; a server counts votes that it did not get.</remarks>
    [Scenario(Part = "A")]
    public async Task A_new_leader_is_elected_when_the_old_one_is_cut_off(RaftCluster cluster)
    {
        var first = await cluster.LeaderAsync(Limits.Election);
        var firstTerm = first.Term;
        cluster.Isolate(first);
        var second = await cluster.LeaderAsync(Limits.Election, cluster.Except(first));

        cluster.Reconnect(first);
        await cluster.StepsDownAsync(first, firstTerm);
        second = await cluster.LeaderAsync(Limits.Election);

        var other = cluster.Except(second)[0];
        cluster.Isolate(second, other);
        await cluster.PassAsync(Limits.InFlight);
        await cluster.NobodyIsElectedAsync(3.Seconds(), cluster.Servers);

        cluster.ConnectOnly(cluster.Except(second));
        await cluster.LeaderAsync(Limits.Election, cluster.Except(second));
        cluster.Reconnect(second);
        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>Whichever three of seven servers are cut off, the other four have a leader soon (5.2).</summary>
    /// <remarks>Usual bugs: calls to servers that don't answer hold up those to the others; timeouts are drawn once, not for each
    /// election; the range is too narrow, so that votes split again and again.</remarks>
    [Scenario(Part = "A", Servers = 7)]
    public async Task Four_of_seven_servers_elect_a_leader_whichever_three_are_cut_off(RaftCluster cluster)
    {
        await cluster.LeaderAsync(Limits.Election);
        for (var round = 0; round < 10; round++)
        {
            var lost = cluster.Draw(cluster.Nemesis(round), 3);
            cluster.Isolate(lost);
            await cluster.LeaderAsync(Limits.Election, cluster.Except(lost));
            cluster.Reconnect(lost);
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>Bare majorities take turns, often in the middle of an election; whenever one stays, it elects a leader (5.2,
    /// 5.4).</summary>
    /// <remarks>Usual bugs: a candidate goes on counting votes of an election that is over; a server votes twice in a term; a
    /// candidate does not go back to follower when it meets the leader of its term.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Bare_majorities_that_take_turns_elect_leaders(RaftCluster cluster)
    {
        await cluster.LeaderAsync(Limits.Election);
        for (var round = 0; round < 30; round++)
        {
            var random = cluster.Nemesis(round);
            var majority = cluster.Draw(random, cluster.Majority);
            cluster.ConnectOnly(majority);
            if (random.Next(3) == 0)
                await cluster.LeaderAsync(Limits.Election, majority);
            else
                await cluster.PassAsync(random.Between(50.Milliseconds(), 900.Milliseconds()));
        }

        cluster.EndFaults();
        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>A minority never elects, however long it is alone; the majority does; together they have one leader (5.2).</summary>
    /// <remarks>Usual bugs: a majority of the servers that answer, instead of a majority of all; off by one in the majority; votes
    /// of one election added to those of the one before.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_minority_never_elects_a_leader(RaftCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var other = cluster.Except(leader)[cluster.Nemesis(round).Next(4)];
            IReadOnlyList<RaftServer> minority = [leader, other];
            var majority = cluster.Except(minority);
            cluster.Partition(minority, majority);
            await cluster.PassAsync(Limits.InFlight);
            await cluster.NobodyIsElectedAsync(3.Seconds(), minority);
            await cluster.LeaderAsync(Limits.Election, majority);

            cluster.Partition(minority, [majority[0]], [majority[1], majority[2]]);
            await cluster.PassAsync(Limits.InFlight);
            await cluster.NobodyIsElectedAsync(3.Seconds(), cluster.Servers);
            cluster.EndFaults();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>Two servers of five are down for good: the others elect, and are not disturbed by calls that hang (5.1, 5.2).</summary>
    /// <remarks>Usual bug: one peer is called after the other, so that a dead one holds up the heartbeats to all that follow it.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Two_dead_servers_do_not_hold_up_the_other_three(RaftCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var dead = cluster.Draw(cluster.Nemesis(round), 2);
            foreach (var server in dead)
                server.Crash();
            var leader = await cluster.LeaderAsync(Limits.Election, cluster.Except(dead));
            await cluster.KeepsLeadingAsync(leader, 5.Seconds(), cluster.Except(dead));
            cluster.RestartAll();
            await cluster.LeaderAsync(Limits.Election);
        }
    }

    /// <summary>An election costs few messages, and so does a quiet group, however many leaders it had before.</summary>
    /// <remarks>6.5840 allows three servers 30 requests for the first election and 60 in a quiet second. Usual bugs: heartbeats
    /// without a pause between them; a loop that asks for votes again and again; heartbeats of former leaderships that never end.</remarks>
    [Scenario(Part = "A")]
    public async Task A_quiet_group_sends_few_messages(RaftCluster cluster)
    {
        var leader = await cluster.LeaderAsync(Limits.Election);
        Expect.Budget(cluster.World, cluster.World.Network.Calls, 30, "requests for the first election");
        for (var round = 0; round < 16; round++)
        {
            cluster.Isolate(leader);
            await cluster.LeaderAsync(Limits.Election, cluster.Except(leader));
            cluster.Reconnect(leader);
            leader = await cluster.LeaderAsync(Limits.Election);
        }

        var before = cluster.World.Network.Calls;
        await cluster.KeepsLeadingAsync(leader, 10.Seconds(), cluster.Servers);
        Expect.Budget(cluster.World, cluster.World.Network.Calls - before, 600, "requests in 10 quiet seconds");
    }

    /// <summary>A leader of many is a leader once: its heartbeats do not double with each further vote (5.2).</summary>
    /// <remarks>6.5840 allows 20 requests a second for each server. Usual bug: each vote beyond the majority makes the candidate a
    /// leader again, with heartbeats of its own.</remarks>
    [Scenario(Part = "A", Servers = 7)]
    public async Task A_quiet_group_of_seven_sends_few_messages(RaftCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var before = cluster.World.Network.Calls;
            await cluster.KeepsLeadingAsync(leader, 5.Seconds(), cluster.Servers);
            Expect.Budget(cluster.World, cluster.World.Network.Calls - before, 700, "requests of seven servers in 5 quiet seconds");
            cluster.Isolate(leader);
            await cluster.LeaderAsync(Limits.Election, cluster.Except(leader));
            cluster.Reconnect(leader);
        }
    }
}
