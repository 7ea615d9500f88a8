using Labs.Framework;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part C: a key/value service on the sequence of instances, while nothing fails: what it tells, and what it costs.</summary>
/// <remarks>In every scenario of part C the clients' operations, taken together, must be linearizable; and in the end each server is asked
/// for each key.</remarks>
public sealed class ServiceScenarios
{
    /// <summary>What one client puts and appends, the others get, whichever server each of them asks.</summary>
    /// <remarks>2015: TestBasic. Usual bugs: a server answers from its own copy; it executes its own proposal and not what was
    /// chosen.</remarks>
    [Scenario(Part = "C")]
    public async Task What_one_client_puts_the_others_get(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal) { [""] = "", ["a"] = "", ["Schlüssel \n"] = "" };
        for (var round = 0; round < 20; round++)
        {
            var random = cluster.Nemesis(round);
            var (key, text, writer) = (values.Keys.ElementAt(random.Next(values.Count)), $"{round};", clients[random.Next(3)]);
            await clients[random.Next(3)].GetsAsync(key, values[key]);
            if (random.Next(3) == 0)
            {
                await writer.PutAsync(key, text);
                values[key] = text;
            }
            else
            {
                await writer.AppendAsync(key, text);
                values[key] += text;
            }

            await clients[random.Next(3)].GetsAsync(key, values[key]);
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>Ten clients at five servers never pause: all that they ask for gets done, soon, without undue talk; and when they are
    /// done, nothing hangs.</summary>
    /// <remarks>2015: TestBasic, 'concurrent clients'. DSLabs: 15 and 25 clients at once, and full throughput. Usual bugs: a proposer
    /// that is overtaken tries again at once; a request whose instance went to another is forgotten.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Clients_that_never_pause_are_all_served(KvCluster cluster)
    {
        const int operations = 80;
        var clients = await cluster.StartAsync(10);
        cluster.Patience = Limits.AfterFaults;
        var load = new Workload(cluster) { Keys = 3, PauseMost = TimeSpan.Zero };
        var (start, before) = (cluster.World.Now, cluster.World.Network.Calls);
        load.Start(clients);
        await cluster.UntilAsync(
            Limits.Throughput, "the operations of clients that never pause", "10 clients", () => load.Done >= operations, "no-answer");
        Expect.Budget(
            cluster.World,
            (cluster.World.Network.Calls - before) / load.Done,
            Limits.ContestedCallsPerOperation * cluster.Servers.Count,
            "calls for an operation of clients that never pause");
        await cluster.ConcludeAsync(load);
    }

    /// <summary>One operation after the other, each of another client, takes some milliseconds.</summary>
    /// <remarks>Usual bugs: the server looks from time to time whether its instance is decided, and each time waits long; it waits until
    /// all others know.</remarks>
    [Scenario(Part = "C")]
    public async Task An_operation_takes_some_milliseconds(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        var start = cluster.World.Now;
        for (var i = 0; i < 50; i++)
            await clients[i % 3].AppendAsync("k", $"{i};");
        Expect.Budget(
            cluster.World,
            (long)(cluster.World.Now - start).TotalMilliseconds,
            Limits.MillisecondsFor50,
            "ms for 50 operations, one after the other");
        await cluster.ConcludeAsync();
    }

    /// <summary>Operations one after the other cost a few calls each; and when no client asks for anything, the servers are silent, or
    /// nearly.</summary>
    /// <remarks>DSLabs: messages a command. Usual bugs: a server proposes nothing again and again to hear what is new; whoever is not asked
    /// proposes nothing for each instance that somebody else has begun, and so is in everybody's way.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task An_operation_costs_few_messages(KvCluster cluster)
    {
        const int operations = 40;
        var clients = await cluster.StartAsync(3);
        var before = cluster.World.Network.Calls;
        for (var i = 0; i < operations; i++)
        {
            await clients[i % 3].PutAsync("k", $"{i};");
            await cluster.PassAsync(cluster.Nemesis(i).Between(TimeSpan.Zero, 20.Milliseconds()));
        }

        Expect.Budget(
            cluster.World,
            cluster.World.Network.Calls - before,
            operations * Limits.CallsPerOperation * cluster.Servers.Count,
            "calls for 40 operations, one after the other");
        await cluster.PassAsync(1.Seconds());
        before = cluster.World.Network.Calls;
        await cluster.PassAsync(1.Seconds());
        Expect.Budget(cluster.World, cluster.World.Network.Calls - before, Limits.IdleServiceCalls, "calls in a second without a client");
        await cluster.ConcludeAsync();
    }

    /// <summary>Long values come and go, by way of one server: it gives up the instances that they came in, and when the others were asked
    /// for something too, so do they.</summary>
    /// <remarks>2015: TestDone. Usual bugs: nobody says Done; only the server that clients ask does.</remarks>
    [Scenario(Part = "C")]
    public async Task What_was_executed_frees_memory(KvCluster cluster)
    {
        var client = (await cluster.StartAsync(1))[0];
        for (var round = 0; round < 2; round++)
        {
            var asked = cluster.Draw(cluster.Nemesis(round), 1);
            client.ReachOnly(asked);
            await PutLongAsync(client, 12, round);
            await SettleAsync(cluster, client, asked);
            await SettleAsync(cluster, client, cluster.Servers);
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>A server is cut off, or down, while long values come and go: nobody forgets what it lacks. When it is back, it learns
    /// that, though no client asks it, and then whoever hears of that forgets.</summary>
    /// <remarks>DSLabs: memory, with a server cut off. Usual bugs: a server learns only what it is asked for; it waits for others to tell
    /// it what it missed.</remarks>
    [Scenario(Part = "C")]
    public async Task A_server_that_was_away_learns_and_lets_the_others_forget(KvCluster cluster)
    {
        var client = (await cluster.StartAsync(1))[0];
        for (var round = 0; round < 2; round++)
        {
            var random = cluster.Nemesis(round);
            var absent = cluster.Draw(random, 1)[0];
            var others = cluster.Except(absent);
            if (random.Next(2) == 0)
                cluster.ConnectOnly([.. others]);
            else
                absent.Crash();
            client.ReachOnly(others);
            await PutLongAsync(client, 12, round);
            cluster.EndFaults();
            await SettleAsync(cluster, client, others);
            await SettleAsync(cluster, client, cluster.Servers);
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>Some clients put and get many times: the snapshot does not grow with what they have done.</summary>
    /// <remarks>Usual bug: what tells a retry from a new operation is kept of every operation that ever was.</remarks>
    [Scenario(Part = "C")]
    public async Task A_snapshot_is_as_small_as_the_data(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        for (var i = 0; i < 60; i++)
            await clients[i % 2].PutAsync("k", $"{i}");
        await SettleAsync(cluster, clients[0], cluster.Servers);
        foreach (var server in cluster.Servers)
            Expect.Budget(cluster.World, server.Node.SnapshotSize, Limits.SnapshotSize, "bytes of a snapshot of three short values");
        await cluster.ConcludeAsync();
    }

    private static async Task PutLongAsync(KvClient client, int count, int round)
    {
        for (var i = 0; i < count; i++)
            await client.PutAsync($"long {i % 3}", $"{round}.{i}".PadRight(4000, '.'));
    }

    // A server hears how far the others are when it proposes: by their answers.
    private static async Task SettleAsync(KvCluster cluster, KvClient client, IReadOnlyList<PaxosServer> asked)
    {
        for (var i = 0; i < 3; i++)
        {
            foreach (var server in asked)
            {
                client.ReachOnly(server);
                await client.PutAsync("short", $"{i}");
                await cluster.PassAsync(300.Milliseconds());
            }
        }

        foreach (var server in asked)
        {
            Expect.Budget(
                cluster.World, server.Node.PersistedSize, Limits.ServiceState, "bytes of saved state beside the snapshot, all being well");
        }
    }
}
