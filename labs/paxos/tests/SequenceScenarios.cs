using Labs.Framework;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part B: many instances, and what is forgotten of them.</summary>
/// <remarks>At every event of every scenario, beside what part A watches: Min never goes back, never passes what a service still needs,
/// and what is below it is forgotten.</remarks>
public sealed class SequenceScenarios
{
    /// <summary>Instances are begun in any order and leave holes: each is decided by itself, and Max is the highest.</summary>
    /// <remarks>Usual bugs: an instance waits for the one before; Max counts what this server began alone.</remarks>
    [Scenario(Part = "B")]
    public async Task Instances_are_decided_in_any_order(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var random = cluster.Nemesis(0);
        int[] sequences = [.. Enumerable.Range(0, 12).Select(i => (i * 3) + random.Next(2))];
        random.Shuffle(sequences);
        var max = -1;
        foreach (var sequence in sequences)
        {
            await cluster.StartAsync(cluster.Draw(random, random.Next(1, 4)), sequence);
            await cluster.DecidesAsync(cluster.Servers, sequence);
            max = Math.Max(max, sequence);
            foreach (var server in cluster.Servers)
            {
                Expect.Safety(
                    server.Max == max, $"{server} says that Max is {server.Max}, where instance {max} is decided there; {Cluster.See("max")}");
            }
        }
    }
}
