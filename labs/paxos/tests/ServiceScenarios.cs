using Labs.Framework;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part C: a key/value service on the sequence of instances.</summary>
public sealed class ServiceScenarios
{
    /// <summary>What one client puts and appends, the others get.</summary>
    /// <remarks>Usual bugs: a server answers from its own copy; an append that was sent twice is done twice.</remarks>
    [Scenario(Part = "C")]
    public async Task What_one_client_puts_the_others_get(KvCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        cluster.StartClients(3);
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            await cluster.PutAsync(cluster.Clients[random.Next(3)], "k", $"{round};");
            await cluster.AppendAsync(cluster.Clients[random.Next(3)], "k", $"{round}+");
            var told = await cluster.GetAsync(cluster.Clients[random.Next(3)], "k");
            Expect.Safety(
                string.Equals(told, $"{round};{round}+", StringComparison.Ordinal),
                $"a client got \"{told}\", where \"{round};{round}+\" is right; {Cluster.See("wrong-answer")}");
        }

        cluster.CheckHistory();
    }
}
