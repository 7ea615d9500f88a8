using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part C, where something goes wrong: all operations of all clients together stay linearizable, and all return in the
/// end.</summary>
public sealed class ServiceFaultScenarios
{
    private const int Clients = 5;

    /// <summary>Clients that reach a minority alone get no answer; those of the majority do; after the heal all do.</summary>
    /// <remarks>2015: TestPartition. Usual bug: a get is answered from the server's own copy.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task A_minority_completes_no_operation(KvCluster cluster)
    {
        cluster.StartClients(3);
        await cluster.ReturnAsync("a put", cluster.PutAsync(cluster.Clients[0], "k", "before"));
        var minority = cluster.Draw(cluster.Nemesis(0), 2);
        var majority = cluster.Except(minority);
        cluster.Partition(minority, majority);
        cluster.ReachOnly(cluster.Clients[0], minority);
        cluster.ReachOnly(cluster.Clients[1], minority);
        cluster.ReachOnly(cluster.Clients[2], majority);
        await cluster.PassAsync(Limits.InFlight);

        var get = cluster.GetAsync(cluster.Clients[0], "k");
        var put = cluster.PutAsync(cluster.Clients[1], "k", "by a minority");
        await cluster.ReturnAsync("a put at the majority", cluster.PutAsync(cluster.Clients[2], "k", "by a majority"));
        await cluster.PassAsync(Limits.NoDecision);
        Expect.Safety(
            (!get.IsCompleted && !put.IsCompleted) || cluster.World.IsFaultLeftOut,
            $"an operation returned, and its client could reach a minority alone; {Cluster.See("minority")}");
        cluster.EndFaults();
        await cluster.ReturnAsync("the operations of who was cut off", get, put);
        await ConcludeAsync(cluster);
    }

    /// <summary>Many clients append to one key, and requests and replies are lost.</summary>
    /// <remarks>2015: TestUnreliable. Usual bugs: a retry is done twice; the clerk takes a new number for it.</remarks>
    [Scenario(Part = "C")]
    public async Task Clients_append_at_once_on_an_unreliable_network(KvCluster cluster)
    {
        var load = Begin(cluster);
        cluster.World.Network.Profile = Cluster.Unreliable;
        await cluster.PassAsync(1.Seconds());
        cluster.EndFaults();
        await cluster.ReturnAsync("the operations under way, all faults ended", load);
        await ConcludeAsync(cluster);
    }

    /// <summary>All servers crash and restart while clients append, and replies are lost.</summary>
    /// <remarks>Usual bug: what tells a retry from a new operation is not in the snapshot given to Done.</remarks>
    [Scenario(Part = "C")]
    public Task Appends_are_done_once_while_servers_restart(KvCluster cluster) => RunAsync(cluster, async random =>
    {
        cluster.World.Network.Profile = Cluster.Unreliable;
        await cluster.PassAsync(random.Between(TimeSpan.Zero, 300.Milliseconds()));
        cluster.CrashAll();
        await cluster.PassAsync(random.Between(TimeSpan.Zero, 100.Milliseconds()));
        cluster.RestartAll();
    });

    /// <summary>The servers are split in two, every time in another way, while clients append.</summary>
    /// <remarks>2015: TestManyPartition.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public Task Clients_get_on_while_partitions_come_and_go(KvCluster cluster) => RunAsync(cluster, random =>
    {
        var side = cluster.Draw(random, random.Next(1, 5));
        cluster.Partition(side, cluster.Except(side));
        return cluster.PassAsync(random.Between(100.Milliseconds(), 600.Milliseconds()));
    });

    /// <summary>One server after the other crashes just before or after some effect, and restarts.</summary>
    /// <remarks>Usual bugs: an answer before the decision; an operation done twice after a restart.</remarks>
    [Scenario(Part = "C")]
    public Task A_crash_at_any_effect_does_nothing_twice(KvCluster cluster) => RunAsync(cluster, async random =>
    {
        cluster.RestartAll();
        var boundary = random.Next(2) == 0 ? Boundary.Before : Boundary.After;
        cluster.Draw(random, 1)[0].CrashAt(null, random.Next(1, 20), boundary);
        await cluster.PassAsync(random.Between(10.Milliseconds(), 200.Milliseconds()));
    });

    private static Task[] Begin(KvCluster cluster)
    {
        cluster.StartClients(Clients);
        return [.. cluster.Clients.Select(client => cluster.AppendManyAsync(client, 5))];
    }

    private static async Task RunAsync(KvCluster cluster, Func<Random, Task> strike)
    {
        var load = Begin(cluster);
        for (var round = 0; round < 5; round++)
            await strike(cluster.Nemesis(round));
        cluster.EndFaults();
        await cluster.ReturnAsync("the operations under way, all faults ended", load);
        await ConcludeAsync(cluster);
    }

    private static async Task ConcludeAsync(KvCluster cluster)
    {
        foreach (var client in cluster.Clients)
            await cluster.ReturnAsync("a get, all being well", cluster.GetAsync(client, "k"));
        cluster.CheckHistory();
    }
}
