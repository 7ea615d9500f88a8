using Labs.Framework;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>Part C, on the service: what the clients were told outlives any number of snapshots.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable; in the end the leader is taken away, twice,
/// so that the next ones must know all that it knew; and when all is quiet the logs are short.</remarks>
public sealed class ServiceSnapshotScenarios
{
    // As in 6.5840, which lets the log grow to eight times of it.
    private const long LogLimit = 1000;

    /// <summary>A server is cut off while more happens than the log holds; then it must stand in for one that has it all.</summary>
    /// <remarks>6.5840: TestSnapshotRPC4C. Usual bugs: the machine is not restored; a snapshot without the versions.</remarks>
    [Scenario(Part = "C")]
    public async Task A_server_that_lagged_behind_serves_from_a_snapshot(KvCluster cluster)
    {
        cluster.LogLimit = LogLimit;
        var client = (await cluster.StartAsync(1))[0];
        await client.PutsAsync("a", "A", 0, PutResult.Ok);
        cluster.Patience = Limits.AfterFaults;
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync();
            var (lagging, other) = (cluster.Except(leader)[0], cluster.Except(leader)[1]);
            cluster.ConnectOnly([leader, other]);
            for (var i = 0; i < 50; i++)
                await client.PutsAsync($"{round}.{i % 25}", $"{i}", i / 25, PutResult.Ok);
            cluster.CheckLogs(Limits.ServiceLog);
            cluster.EndFaults();
            // It has it when it has applied what the others have.
            await cluster.UntilAsync(
                Limits.Agreement, "a server that catches up", $"{lagging}", () => lagging.LastApplied == leader.LastApplied, "no-answer");

            cluster.ConnectOnly([lagging, leader]);
            await client.GetsAsync("a", "A", 1);
            await client.PutsAsync($"{round}", "one more", 0, PutResult.Ok);
            cluster.EndFaults();
            leader.Crash();
            for (var i = 0; i < 25; i++)
                await client.GetsAsync($"{round}.{i}", $"{i + 25}", 2);
            cluster.EndFaults();
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>Two hundred puts on one key: neither the log nor the snapshot grows.</summary>
    /// <remarks>6.5840: TestSnapshotSize4C. Usual bugs: a snapshot holds former values, or something of every request.</remarks>
    [Scenario(Part = "C")]
    public async Task Snapshots_are_as_small_as_the_data(KvCluster cluster)
    {
        cluster.LogLimit = LogLimit;
        var client = (await cluster.StartAsync(1))[0];
        for (var version = 0; version < 200; version += 2)
        {
            await client.PutsAsync("x", "0", version, PutResult.Ok);
            await client.GetsAsync("x", "0", version + 1);
            await client.PutsAsync("x", "1", version + 1, PutResult.Ok);
            await client.GetsAsync("x", "1", version + 2);
        }

        await cluster.PassAsync(Limits.InFlight);
        cluster.CheckLogs(Limits.ServiceLog);
        foreach (var server in cluster.Servers)
            Expect.Budget(cluster.World, server.Node.SnapshotSize, Limits.SnapshotSize, "bytes of a snapshot of two keys");
        await cluster.ConcludeAsync();
    }

    /// <summary>A client that puts two hundred times waits a third of a heartbeat for each, at most, though snapshots are made.</summary>
    /// <remarks>6.5840: TestSpeed4C.</remarks>
    [Scenario(Part = "C")]
    public async Task An_operation_takes_a_third_of_a_heartbeat_with_snapshots(KvCluster cluster)
    {
        cluster.LogLimit = LogLimit;
        var client = (await cluster.StartAsync(1))[0];
        var start = cluster.World.Now;
        for (var version = 0; version < 200; version++)
            await client.PutsAsync("k", $"{version}", version, PutResult.Ok);
        Expect.Budget(
            cluster.World, (long)(cluster.World.Now - start).TotalMilliseconds, Limits.Puts200, "ms for 200 puts, one after the other");
        await cluster.ConcludeAsync();
        cluster.CheckLogs(Limits.ServiceLog);
    }

    /// <summary>A put is executed and its answer lost; before the clerk can ask again, snapshots have taken the place of the log, and
    /// everybody has restarted from them. It is not done a second time, and not refused.</summary>
    /// <remarks>Usual bugs: a snapshot without the versions, or without the table against doubles where there is one.</remarks>
    [Scenario(Part = "C")]
    public async Task What_makes_retries_safe_is_in_the_snapshot(KvCluster cluster)
    {
        cluster.LogLimit = LogLimit;
        var clients = await cluster.StartAsync(2);
        for (var round = 0; round < 3; round++)
        {
            foreach (var server in cluster.Servers)
                cluster.World.Network.Cut(server.Node, clients[0].Node);
            cluster.Patience = null;
            var put = clients[0].PutAsync($"lost {round}", "once", 0);
            await cluster.PassAsync(200.Milliseconds());
            clients[0].ReachOnly();
            cluster.Patience = Limits.AfterFaults;
            for (var i = 0; i < 40; i++)
                await clients[1].PutAsync("other", $"{round}.{i}", (40 * round) + i);
            cluster.CrashAll();
            cluster.EndFaults();
            await cluster.WithinAsync(Limits.AfterFaults, "the operations of who was cut off", "one client", put, "no-answer");
            var result = await put;
            Expect.Safety(
                result is PutResult.Ok or PutResult.Maybe,
                $"a put with the right version was told {result}, and nobody else puts; {Cluster.See("maybe")}");
            await clients[1].GetsAsync($"lost {round}", "once", 1);
        }

        await cluster.ConcludeAsync();
        cluster.CheckLogs(Limits.ServiceLog);
    }

    /// <summary>All servers crash and restart from snapshots, every second, while a client works.</summary>
    /// <remarks>6.5840: TestSnapshotRecover4C.</remarks>
    [Scenario(Part = "C")]
    public Task A_client_gets_on_while_all_servers_restart_from_snapshots(KvCluster cluster) =>
        RunAsync(cluster, new Ordeal(cluster) { Clients = 1, HasRestarts = true, PauseMost = 30.Milliseconds(), Least = 7 });

    /// <summary>The same with twenty clients.</summary>
    /// <remarks>6.5840: TestSnapshotRecoverManyClients4C.</remarks>
    [Scenario(Part = "C")]
    public Task Twenty_clients_see_one_copy_while_all_servers_restart_from_snapshots(KvCluster cluster) =>
        RunAsync(cluster, new Ordeal(cluster) { Clients = 20, Keys = 5, HasRestarts = true, PauseMost = 300.Milliseconds(), Least = 30 });

    /// <summary>Snapshots where messages get lost.</summary>
    /// <remarks>6.5840: TestSnapshotUnreliable4C.</remarks>
    [Scenario(Part = "C")]
    public Task Clients_see_one_copy_with_snapshots_on_an_unreliable_network(KvCluster cluster) =>
        RunAsync(cluster, new Ordeal(cluster) { IsUnreliable = true, PauseMost = 80.Milliseconds(), Least = 30 });

    /// <summary>Snapshots, lost messages and restarts.</summary>
    /// <remarks>6.5840: TestSnapshotUnreliableRecover4C.</remarks>
    [Scenario(Part = "C")]
    public Task Clients_see_one_copy_with_snapshots_lost_messages_and_restarts(KvCluster cluster) =>
        RunAsync(cluster, new Ordeal(cluster) { IsUnreliable = true, HasRestarts = true, PauseMost = 80.Milliseconds(), Least = 12 });

    /// <summary>Snapshots, lost messages, restarts and partitions.</summary>
    /// <remarks>6.5840: TestSnapshotUnreliableRecoverConcurrentPartition4C.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public Task Clients_see_one_copy_with_snapshots_through_all_of_it(KvCluster cluster) => RunAsync(
        cluster,
        new Ordeal(cluster) { IsUnreliable = true, HasRestarts = true, HasPartitions = true, PauseMost = 80.Milliseconds(), Least = 2 });

    /// <summary>The same with seven servers, fifteen clients and many keys.</summary>
    /// <remarks>6.5840: TestSnapshotUnreliableRecoverConcurrentPartitionLinearizable4C.</remarks>
    [Scenario(Part = "C", Servers = 7)]
    public Task Fifteen_clients_see_one_copy_with_snapshots_through_all_of_it(KvCluster cluster) => RunAsync(cluster, new Ordeal(cluster)
    {
        Clients = 15,
        Keys = 20,
        IsUnreliable = true,
        HasRestarts = true,
        HasPartitions = true,
        PauseMost = 300.Milliseconds(),
        Least = 6,
    });

    /// <summary>Bare majorities take turns while snapshots are made: whoever was away comes back to logs that begin after its own
    /// end.</summary>
    [Scenario(Part = "C", Servers = 5)]
    public Task Bare_majorities_that_take_turns_serve_from_snapshots(KvCluster cluster) => RunAsync(cluster, new Ordeal(cluster)
    {
        Round = (400.Milliseconds(), 1200.Milliseconds()),
        PauseMost = 60.Milliseconds(),
        Least = 10,
        Strike = random =>
        {
            var leaders = cluster.Servers.Where(server => server.Leads && random.Next(2) > 0).ToList();
            var others = cluster.Draw(random, cluster.Servers.Count).Except(leaders).ToArray();
            random.Shuffle(others);
            cluster.ConnectOnly([.. others.Take(cluster.Majority)]);
        },
    });

    /// <summary>Everything at once, with snapshots, mixed as the seed draws it; when it is over, every client gets on within
    /// seconds.</summary>
    [Scenario(Part = "C", Servers = 5)]
    public Task The_service_survives_a_storm_with_snapshots(KvCluster cluster)
    {
        var storm = new Storm(cluster);
        return RunAsync(cluster, new Ordeal(cluster)
        {
            Round = (50.Milliseconds(), 900.Milliseconds()),
            PauseMost = 80.Milliseconds(),
            Least = 0,
            Strike = storm.Strike,
        });
    }

    private static async Task RunAsync(KvCluster cluster, Ordeal ordeal)
    {
        cluster.LogLimit = LogLimit;
        await ordeal.RunAsync();
        cluster.CheckLogs(Limits.ServiceLog);
    }
}
