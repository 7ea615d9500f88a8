using Labs.Framework;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part B: many instances, while nothing fails but what was never there.</summary>
/// <remarks>At every event of every scenario, beside what part A watches: Min never goes back, never passes what a service still needs,
/// and what is below it is forgotten, and nothing else.</remarks>
public sealed class SequenceScenarios
{
    /// <summary>Instances are begun in any order and leave holes: each is decided by itself, and Max is the highest that was heard
    /// of.</summary>
    /// <remarks>Usual bugs: an instance waits for the one before; Max counts what this server began alone.</remarks>
    [Scenario(Part = "B")]
    public async Task Instances_are_decided_in_any_order(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var random = cluster.Nemesis(0);
        int[] sequences = [.. Enumerable.Range(0, 12).Select(i => (i * 3) + random.Next(2))];
        random.Shuffle(sequences);
        var max = -1;
        foreach (var server in cluster.Servers)
            Expect.Safety(server.Max == -1, $"{server} has heard of no instance, and its Max is {server.Max}; {Cluster.See("max")}");
        foreach (var sequence in sequences)
        {
            await cluster.StartAsync(cluster.Draw(random, random.Next(1, 4)), sequence);
            await cluster.DecidesAsync(cluster.Servers, sequence);
            max = Math.Max(max, sequence);
            foreach (var server in cluster.Servers)
            {
                Expect.Safety(
                    server.Max == max, $"{server} says that Max is {server.Max}, where instance {max} is decided there; "
                    + Cluster.See("max"));
            }
        }
    }

    /// <summary>Fifty instances are begun at once, each by one server or by several.</summary>
    /// <remarks>Usual bugs: one ballot, one promise or one set of votes for all instances; one proposer at a time.</remarks>
    [Scenario(Part = "B")]
    public async Task Fifty_instances_at_once_are_all_decided(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var random = cluster.Nemesis(0);
        var sequences = cluster.Next(50);
        foreach (var sequence in sequences)
            await cluster.StartAsync(cluster.Draw(random, random.Next(1, 4)), sequence);
        foreach (var sequence in sequences)
            await cluster.DecidesAsync(cluster.Servers, sequence);
    }

    /// <summary>Instances one after the other, each proposed by one server, cost a few calls a server; and contested ones not much
    /// more.</summary>
    /// <remarks>Usual bugs: refused proposers try again at once; everybody proposes what one has begun; decisions are told again and
    /// again; Status asks the others.</remarks>
    [Scenario(Part = "B")]
    public async Task An_instance_costs_few_messages(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var random = cluster.Nemesis(0);
        var servers = cluster.Servers.Count;
        var before = cluster.World.Network.Calls;
        for (var i = 0; i < 20; i++)
            await cluster.AgreeAsync(random, cluster.Servers);
        await cluster.PassAsync(100.Milliseconds());
        Expect.Budget(
            cluster.World,
            cluster.World.Network.Calls - before,
            20 * Limits.UncontestedCalls * servers,
            "calls for twenty instances, one after the other");

        before = cluster.World.Network.Calls;
        for (var i = 0; i < 10; i++)
        {
            var sequence = cluster.Next();
            await cluster.StartAsync(cluster.Servers, sequence);
            await cluster.DecidesAsync(cluster.Servers, sequence);
        }

        Expect.Budget(
            cluster.World,
            cluster.World.Network.Calls - before,
            10 * Limits.ContestedCalls * servers,
            "calls for ten instances that three servers contest");
    }
}
