using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part C, while servers and clients crash and restart.</summary>
public sealed class ServiceCrashScenarios
{
    /// <summary>All servers crash and restart again and again, while clients append and messages get lost.</summary>
    /// <remarks>Usual bugs: what tells a retry from a new operation is not in the snapshot given to Done; nobody begins with the
    /// snapshot.</remarks>
    [Scenario(Part = "C")]
    public Task Appends_are_done_once_while_servers_restart(KvCluster cluster) => new Ordeal(cluster)
    {
        PauseMost = 40.Milliseconds(),
        Round = async random =>
        {
            cluster.World.Network.Profile = Cluster.Unreliable;
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 300.Milliseconds()));
            cluster.CrashAll();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 100.Milliseconds()));
            cluster.RestartAll();
        },
    }.RunAsync();

    /// <summary>One server after the other crashes just before or after some effect, and restarts.</summary>
    /// <remarks>Usual bugs: an answer before the decision; a snapshot that is not of the moment that Done tells.</remarks>
    [Scenario(Part = "C")]
    public Task A_crash_at_any_effect_does_nothing_twice(KvCluster cluster) => new Ordeal(cluster)
    {
        PauseMost = 30.Milliseconds(),
        Rounds = 8,
        Round = random =>
        {
            cluster.RestartAll();
            var boundary = random.Next(2) == 0 ? Boundary.Before : Boundary.After;
            cluster.Draw(random, 1)[0].CrashAt(null, random.Next(1, 20), boundary);
            return cluster.PassAsync(random.Between(10.Milliseconds(), 200.Milliseconds()));
        },
    }.RunAsync();

    /// <summary>An append is executed and its answer lost; before the clerk can ask again, its instance is forgotten, and all servers have
    /// restarted from their snapshots. It is not done a second time.</summary>
    /// <remarks>Usual bugs: the snapshot has the values and not what makes retries safe; it has the one as of another moment than the
    /// other.</remarks>
    [Scenario(Part = "C")]
    public async Task What_makes_retries_safe_is_in_the_snapshot(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        var appended = "";
        for (var round = 0; round < 3; round++)
        {
            foreach (var server in cluster.Servers)
                cluster.World.Network.Cut(server.Node, clients[0].Node);
            cluster.Patience = null;
            var append = clients[0].AppendAsync("k", $"{round};");
            await cluster.PassAsync(200.Milliseconds());
            clients[0].ReachOnly();
            cluster.Patience = Limits.AfterFaults;
            for (var i = 0; i < 15; i++)
                await clients[1].PutAsync("other", $"{round}.{i}");
            await cluster.PassAsync(300.Milliseconds());
            await clients[1].PutAsync("other", $"{round}");
            cluster.CrashAll();
            cluster.EndFaults();
            await cluster.ReturnAsync(append);
            await clients[1].GetsAsync("k", appended += $"{round};");
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>Clients crash in the middle of their operations and come back without memory. What a crash cut short is done once, now or
    /// later, or never; whatever they ask for in their next life is done.</summary>
    /// <remarks>Usual bug: what tells two clerks apart, or their requests, begins again in the next life of a client.</remarks>
    [Scenario(Part = "C")]
    public Task Clients_that_crash_leave_their_operations_done_or_not(KvCluster cluster) => new Ordeal(cluster)
    {
        PauseMost = 30.Milliseconds(),
        Rounds = 8,
        Round = random =>
        {
            cluster.World.Network.Profile = Cluster.Unreliable;
            foreach (var client in cluster.Clients.Where(client => !client.Node.IsUp))
                client.Node.Start();
            var victim = cluster.Clients[random.Next(cluster.Clients.Count)].Node;
            _ = victim.CrashAtEffect(EffectKind.Send, random.Next(1, 6), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            return cluster.PassAsync(random.Between(50.Milliseconds(), 200.Milliseconds()));
        },
    }.RunAsync();
}
