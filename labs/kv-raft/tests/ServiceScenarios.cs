using Labs.Framework;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>Part B: clients put and get. What 6.5840 asks of the service is asked here, with the faults going on while the clients
/// work.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable; and in the end the leader is taken away,
/// twice, so that the next ones must know all that it knew.</remarks>
public sealed class ServiceScenarios
{
    // Of 32 bits, nothing is left of it.
    private const long FarAhead = 1L << 32;

    private static readonly string[] OddValues =
        [" a|b,c:d;e/f\\g\"h'i=j&k%l#m\t", "\r\n\0", "null", "Größe \u00e9 \ud83d\ude00", "{\"value\":1}"];

    /// <summary>A put is done if, and only if, its version is the key's: 0 creates, each put that is done adds 1, and all others change
    /// nothing; then a client works on for five seconds.</summary>
    /// <remarks>6.5840: TestBasic4B. Usual bugs: the version is not compared; a put that was refused changes something all the same; a
    /// missing key is created with any version; a version is cut to 32 bits; a command is a text of which a value may hold the
    /// marks; a put that equals another client's is taken for that one.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_put_is_done_only_with_the_right_version(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        for (var round = 0; round < 5; round++)
        {
            var random = cluster.Nemesis(round);
            var (one, other) = random.Next(2) == 0 ? (clients[0], clients[1]) : (clients[1], clients[0]);
            var key = round switch { 0 => "", 1 => "Schlüssel \u00e9\n", _ => $"key {random.Next()}" };
            var odd = OddValues[round % OddValues.Length];
            await one.FindsNoKeyAsync(key);
            await one.PutsAsync(key, "too early", random.NextInt64(1, 1000), PutResult.NoKey);
            await one.PutsAsync(key, "far too early", FarAhead, PutResult.NoKey);
            await other.FindsNoKeyAsync(key);
            await one.PutsAsync(key, "first", 0, PutResult.Ok);
            await other.PutsAsync(key, "first", 0, PutResult.VersionMismatch);
            await other.GetsAsync(key, "first", 1);
            await other.PutsAsync(key, "again", 0, PutResult.VersionMismatch);
            await one.PutsAsync(key, "ahead", random.NextInt64(2, 1000), PutResult.VersionMismatch);
            await one.PutsAsync(key, "far ahead", FarAhead + 1, PutResult.VersionMismatch);
            await other.PutsAsync(key, odd, 1, PutResult.Ok);
            await one.GetsAsync(key, odd, 2);
            await one.PutsAsync(key, "behind", 1, PutResult.VersionMismatch);
            await one.PutsAsync(key, "", 2, PutResult.Ok);
            await other.GetsAsync(key, "", 3);
            await other.PutsAsync(key, "", 3, PutResult.Ok);
            await one.GetsAsync(key, "", 4);
            await PutEqualAtOnceAsync(one, other, key, 4);
        }

        var load = new Workload(cluster) { PauseMost = 80.Milliseconds() };
        load.Start([clients[0]]);
        await cluster.PassAsync(5.Seconds());
        await cluster.ConcludeAsync(load);
    }

    /// <summary>A client that puts two hundred times waits a third of a heartbeat for each, at most.</summary>
    /// <remarks>6.5840: TestSpeed4B. Usual bugs: a command waits for the next heartbeat of the Raft below; the server looks from
    /// time to time whether a command was applied; the clerk asks another server first.</remarks>
    [Scenario(Part = "B")]
    public async Task An_operation_takes_a_third_of_a_heartbeat(KvCluster cluster)
    {
        var client = (await cluster.StartAsync(1))[0];
        var start = cluster.World.Now;
        for (var version = 0; version < 200; version++)
            await client.PutsAsync("k", $"{version}", version, PutResult.Ok);
        Expect.Budget(
            cluster.World, (long)(cluster.World.Now - start).TotalMilliseconds, Limits.Puts200, "ms for 200 puts, one after the other");
        await cluster.ConcludeAsync();
    }

    /// <summary>Five clients share two keys.</summary>
    /// <remarks>6.5840: TestConcurrent4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_that_share_keys_see_one_copy(KvCluster cluster) => new Ordeal(cluster) { Least = 40 }.RunAsync();

    /// <summary>The same, where messages get lost.</summary>
    /// <remarks>6.5840: TestUnreliable4B. Usual bugs: a put whose reply was lost is told as a mismatch when it is sent again; a request
    /// that is sent again is executed again.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_on_an_unreliable_network(KvCluster cluster) =>
        new Ordeal(cluster) { IsUnreliable = true, Least = 25 }.RunAsync();

    /// <summary>Two servers of five, the leader among them, are cut off with two clients: neither a get nor a put of theirs returns,
    /// while the others go on; when the servers are joined again, both return within three seconds.</summary>
    /// <remarks>6.5840: TestOnePartition4B, which does not wait for the get. Usual bugs: a get is answered from the server's own copy;
    /// the clerk gives up, and says Maybe; a server keeps its callers when it is deposed.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_minority_completes_no_operation(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        await clients[0].PutsAsync("k", "before", 0, PutResult.Ok);
        var leader = await cluster.LeaderAsync();
        var minority = new[] { leader, cluster.Except(leader)[cluster.Nemesis(0).Next(4)] };
        var majority = cluster.Except(minority);
        cluster.Partition(minority, majority);
        clients[0].ReachOnly(minority);
        clients[1].ReachOnly(minority);
        clients[2].ReachOnly(majority);
        await cluster.PassAsync(Limits.InFlight);

        cluster.Patience = null;
        var get = clients[0].GetAsync("k");
        var put = clients[1].PutAsync("other", "by a minority", 0);
        cluster.Patience = Limits.AfterFaults;
        var found = await clients[2].GetAsync("k");
        for (var i = 0; i < 10; i++)
            await clients[2].PutAsync("k", $"after {i}", found.Version + i);
        await cluster.PassAsync(Limits.NoAnswer);
        Expect.Safety(!get.IsCompleted, $"a get returned, and its client could reach a minority alone; {Cluster.See("minority")}");
        Expect.Safety(!put.IsCompleted, $"a put returned, and its client could reach a minority alone; {Cluster.See("minority")}");

        cluster.EndFaults();
        await cluster.WithinAsync(Limits.Rejoined, "the operations of who was cut off", "two clients", Task.WhenAll(get, put), "no-answer");
        await cluster.ConcludeAsync();
    }

    /// <summary>The servers are split in two, every second in another way, while a client works.</summary>
    /// <remarks>6.5840: TestManyPartitionsOneClient4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task A_client_gets_on_while_partitions_come_and_go(KvCluster cluster) =>
        new Ordeal(cluster) { Clients = 1, HasPartitions = true, PauseMost = 60.Milliseconds(), Least = 5 }.RunAsync();

    /// <summary>The same with five clients.</summary>
    /// <remarks>6.5840: TestManyPartitionsManyClients4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_while_partitions_come_and_go(KvCluster cluster) =>
        new Ordeal(cluster) { HasPartitions = true, Least = 15 }.RunAsync();

    /// <summary>All servers crash and restart, every second, while a client works.</summary>
    /// <remarks>6.5840: TestPersistOneClient4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task A_client_gets_on_while_all_servers_restart(KvCluster cluster) =>
        new Ordeal(cluster) { Clients = 1, HasRestarts = true, PauseMost = 60.Milliseconds(), Least = 5 }.RunAsync();

    /// <summary>The same with five clients.</summary>
    /// <remarks>6.5840: TestPersistConcurrent4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_while_all_servers_restart(KvCluster cluster) =>
        new Ordeal(cluster) { HasRestarts = true, Least = 15 }.RunAsync();

    /// <summary>The same, where messages get lost too.</summary>
    /// <remarks>6.5840: TestPersistConcurrentUnreliable4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_through_restarts_on_an_unreliable_network(KvCluster cluster) =>
        new Ordeal(cluster) { HasRestarts = true, IsUnreliable = true, Least = 10 }.RunAsync();

    /// <summary>Restarts and partitions at once.</summary>
    /// <remarks>6.5840: TestPersistPartition4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_through_restarts_and_partitions(KvCluster cluster) =>
        new Ordeal(cluster) { HasRestarts = true, HasPartitions = true, Least = 5 }.RunAsync();

    /// <summary>Restarts, partitions and lost messages at once.</summary>
    /// <remarks>6.5840: TestPersistPartitionUnreliable4B.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_through_all_of_it(KvCluster cluster) =>
        new Ordeal(cluster) { HasRestarts = true, HasPartitions = true, IsUnreliable = true, Least = 2 }.RunAsync();

    /// <summary>The same with seven servers, fifteen clients and many keys.</summary>
    /// <remarks>6.5840: TestPersistPartitionUnreliableLinearizable4B.</remarks>
    [Scenario(Part = "B", Servers = 7)]
    public Task Fifteen_clients_see_one_copy_through_all_of_it(KvCluster cluster) => new Ordeal(cluster)
    {
        Clients = 15,
        Keys = 20,
        PauseMost = 400.Milliseconds(),
        HasRestarts = true,
        HasPartitions = true,
        IsUnreliable = true,
        Least = 5,
    }.RunAsync();

    private static async Task PutEqualAtOnceAsync(KvClient one, KvClient other, string key, long version)
    {
        var results = await Task.WhenAll(one.PutAsync(key, "equal", version), other.PutAsync(key, "equal", version));
        Expect.Safety(
            results.Count(result => result == PutResult.Ok) == 1,
            $"{one} and {other} put \"equal\" in \"{key}\" with version {version} at once, and were told {results[0]} and {results[1]}; "
            + Cluster.See("one-version-one-value"));
    }
}
