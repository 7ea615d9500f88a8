using Labs.Framework;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part A: one value, while nothing fails (2.2, 2.3).</summary>
/// <remarks>At every event of every scenario: one value an instance, which somebody proposed, and which a majority has accepted.</remarks>
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
            var servers = cluster.Servers.Count;
            Expect.Budget(
                cluster.World, cluster.World.Network.Calls - before, servers * servers, "calls for a value that nobody contests");
            cluster.Renew();
        }
    }

    /// <summary>All servers propose at once, the same value or each its own: one of the values is chosen, soon (2.4).</summary>
    /// <remarks>Usual bugs: a proposer that is refused tries again at once, or never; a proposer decides its own value.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Of_many_proposers_values_one_is_chosen(PaxosCluster cluster)
    {
        for (var round = 0; round < 6; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
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
            cluster.Renew();
        }
    }
}
