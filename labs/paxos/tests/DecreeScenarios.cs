using Labs.Framework;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part A: one value, while nothing fails but what was never there (2.2, 2.3).</summary>
/// <remarks>At every event of every scenario: one value an instance, which somebody proposed. With a probe: promises are kept, a ballot has
/// one value, and what a majority has accepted stays. Each round has a group of its own.</remarks>
public sealed class DecreeScenarios
{
    /// <summary>One server proposes, and all learn its value, at the price of few messages.</summary>
    /// <remarks>Usual bugs: nobody but the proposer is told; an acceptor takes its own proposals for somebody else's.</remarks>
    [Scenario(Part = "A")]
    public async Task One_proposer_has_its_value_chosen(PaxosCluster cluster)
    {
        for (var round = 0; round < 5; round++)
        {
            var proposer = cluster.Shuffled(cluster.Nemesis(round))[0];
            var (value, before) = (cluster.NextValue(), cluster.World.Network.Calls);
            await cluster.PassAsync(10.Milliseconds());
            await proposer.StartAsync(0, value);
            await cluster.DecidesAsync(cluster.Servers);
            await cluster.PassAsync(100.Milliseconds());
            Expect.Budget(
                cluster.World,
                cluster.World.Network.Calls - before,
                Limits.UncontestedCalls * cluster.Servers.Count,
                "calls for a value that nobody contests");
            cluster.Renew();
        }
    }

    /// <summary>A group of one server is a majority of itself.</summary>
    /// <remarks>Usual bug: the server waits for answers of others before it counts its own.</remarks>
    [Scenario(Part = "A", Servers = 1)]
    public async Task A_server_alone_decides_by_itself(PaxosCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        await cluster.StartAsync(cluster.Servers);
        await cluster.DecidesAsync(cluster.Servers);
        cluster.CrashAll();
        await cluster.ConvergeAsync();
    }

    /// <summary>All servers propose at once, the same value or each its own: one of the values is chosen, soon, and the contest does
    /// not cost
    /// more than it must (2.4).</summary>
    /// <remarks>Usual bugs: a proposer that is refused tries again at once, or never; a proposer decides its own value.</remarks>
    [Scenario(Part = "A")]
    public async Task Of_many_proposers_values_one_is_chosen(PaxosCluster cluster)
    {
        for (var round = 0; round < 8; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
            var before = cluster.World.Network.Calls;
            if (round % 2 == 0)
            {
                await cluster.StartAsync(cluster.Servers);
            }
            else
            {
                var value = cluster.NextValue();
                foreach (var server in cluster.Servers)
                    await server.StartAsync(0, value);
            }

            await cluster.DecidesAsync(cluster.Servers);
            Expect.Budget(
                cluster.World,
                cluster.World.Network.Calls - before,
                Limits.ContestedCalls * cluster.Servers.Count,
                "calls for a value that three servers contest");
            cluster.Renew();
        }
    }

    /// <summary>Nine servers propose at once, each its own value: the contest ends, and does not cost more than it must (2.4).</summary>
    /// <remarks>Usual bug: a proposer that is refused tries again at once, or after a time that is too short for anybody to get
    /// through.</remarks>
    [Scenario(Part = "A", Servers = 9)]
    public async Task A_contest_of_nine_servers_ends(PaxosCluster cluster)
    {
        var calls = 0L;
        for (var round = 0; round < 5; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
            var before = cluster.World.Network.Calls;
            await cluster.StartAsync(cluster.Servers);
            await cluster.DecidesAsync(cluster.Servers);
            calls += cluster.World.Network.Calls - before;
            cluster.Renew();
        }

        Expect.Budget(cluster.World, calls, Limits.CallsOfFiveContests, "calls for five values that nine servers contest");
    }

    /// <summary>Two of five servers are dead or cut off, whichever: the other three decide.</summary>
    /// <remarks>Usual bugs: all acceptors must promise; a call without an answer ends the attempt for good.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_majority_needs_nobody_else(PaxosCluster cluster)
    {
        for (var round = 0; round < 5; round++)
        {
            var random = cluster.Nemesis(round);
            var majority = cluster.Draw(random, 3);
            await cluster.PassAsync(10.Milliseconds());
            if (random.Next(2) == 0)
            {
                cluster.ConnectOnly(majority);
            }
            else
            {
                foreach (var server in cluster.Except(majority))
                    server.Crash();
            }

            await cluster.StartAsync(majority.Take(random.Next(1, 4)));
            await cluster.DecidesAsync(majority);
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>Messages from and to two of five servers take seconds; the other three don't wait for them.</summary>
    /// <remarks>Usual bug: Task.WhenAll over the answers.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_slow_minority_does_not_slow_decisions_down(PaxosCluster cluster)
    {
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var quick = cluster.Draw(random, 3);
            await cluster.PassAsync(10.Milliseconds());
            foreach (var slow in cluster.Except(quick))
            {
                foreach (var other in cluster.Except(slow))
                {
                    cluster.World.Network.SetLatency(slow.Node, other.Node, 3.Seconds(), 4.Seconds());
                    cluster.World.Network.SetLatency(other.Node, slow.Node, 3.Seconds(), 4.Seconds());
                }
            }

            await cluster.StartAsync([quick[random.Next(3)]]);
            await cluster.DecidesAsync(quick, 0, Limits.QuickDecision, "a decision beside a slow minority");
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }
}
