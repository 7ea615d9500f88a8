using Labs.Framework;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part C, while links fail and messages are lost, late and doubled.</summary>
public sealed class ServiceFaultScenarios
{
    /// <summary>Clients that reach a minority alone get no answer; those of the majority do; after the heal all do.</summary>
    /// <remarks>2015: TestPartition. Usual bug: a get is answered from the server's own copy.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task A_minority_completes_no_operation(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        await clients[0].PutAsync("k", "before");
        var minority = cluster.Draw(cluster.Nemesis(0), 2);
        var majority = cluster.Except(minority);
        cluster.Partition(minority, majority);
        clients[0].ReachOnly(minority);
        clients[1].ReachOnly(minority);
        clients[2].ReachOnly(majority);
        await cluster.PassAsync(Limits.InFlight);

        cluster.Patience = null;
        var get = clients[0].GetAsync("k");
        var put = clients[1].PutAsync("k", "by a minority");
        cluster.Patience = Limits.Rerouted;
        await clients[2].PutAsync("k", "by a majority");
        await clients[2].AppendAsync("k", ", and more");
        await clients[2].GetAsync("k");
        await cluster.PassAsync(Limits.NoDecision);
        Expect.Safety(
            (!get.IsCompleted && !put.IsCompleted) || cluster.World.IsFaultLeftOut,
            $"an operation returned, and its client could reach a minority alone; {Cluster.See("minority")}");
        cluster.EndFaults();
        await cluster.ReturnAsync(get, put);
        await cluster.ConcludeAsync();
    }

    /// <summary>Many clients append to few keys, and requests and replies are lost.</summary>
    /// <remarks>2015: TestUnreliable. Usual bugs: a retry is done twice; the clerk takes a new number for it; a retry is told something
    /// else than was lost.</remarks>
    [Scenario(Part = "C")]
    public Task Clients_append_at_once_on_an_unreliable_network(KvCluster cluster) => new Ordeal(cluster)
    {
        Clients = 6,
        PauseMost = 20.Milliseconds(),
        Rounds = 4,
        Least = 30,
        Round = _ =>
        {
            cluster.World.Network.Profile = Cluster.Unreliable;
            return cluster.PassAsync(200.Milliseconds());
        },
    }.RunAsync();

    /// <summary>Requests and replies come twice, some of them seconds later, when their clients have long gone on.</summary>
    /// <remarks>Usual bug: a server remembers a client's last request, and takes an older one for a new one.</remarks>
    [Scenario(Part = "C")]
    public Task Requests_that_come_twice_or_late_are_done_once(KvCluster cluster) => new Ordeal(cluster)
    {
        PauseMost = 60.Milliseconds(),
        Rounds = 4,
        Round = random =>
        {
            cluster.World.Network.Profile = Cluster.Reliable.WithDuplicatesAndLateMessages(random.Next(100, 400));
            return cluster.PassAsync(300.Milliseconds());
        },
    }.RunAsync();

    /// <summary>No server reaches another, and a client's request waits at all of them, at one of them behind another client's: when they
    /// are joined, each has it chosen, in different instances maybe, and it is done once.</summary>
    /// <remarks>Usual bugs: who asks again is known at the server that was asked first, and nowhere else; what was chosen is done without
    /// a look at whether it was done before; the clerk takes a new number for another server.</remarks>
    [Scenario(Part = "C")]
    public async Task A_request_that_waits_at_every_server_is_done_once(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        var (other, wanderer) = (clients[0], clients[1]);
        for (var round = 0; round < 4; round++)
        {
            var servers = cluster.Shuffled(cluster.Nemesis(round));
            cluster.ConnectOnly();
            other.ReachOnly(servers[0]);
            cluster.Patience = null;
            var first = other.AppendAsync("k", $"other {round};");
            await cluster.PassAsync(Limits.InFlight);
            var before = wanderer.Node.Calls;
            var second = wanderer.AppendAsync("k", $"wanderer {round};");
            await cluster.PassUntilAsync(Limits.Faults, () => wanderer.Node.Calls - before > cluster.Servers.Count);
            Expect.Safety(
                (!first.IsCompleted && !second.IsCompleted) || cluster.World.IsFaultLeftOut,
                $"an operation returned, and no server could reach another; {Cluster.See("minority")}");
            cluster.EndFaults();
            await cluster.ReturnAsync(first, second);
            cluster.Patience = Limits.AfterFaults;
            await wanderer.GetAsync("k");
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>An operation hangs in a minority, or its server dies with it; what comes after is done elsewhere; then others, who know of
    /// the one that hangs, make up the majority, and what is open is settled.</summary>
    /// <remarks>2015: TestHole. DSLabs: logs with holes. Usual bugs: a server waits for an instance to be decided that nobody else has
    /// begun; an instance is left out.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task An_operation_that_hangs_holds_up_no_other(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var servers = cluster.Shuffled(random);
            cluster.Partition([servers[0], servers[1]], [servers[2], servers[3], servers[4]]);
            clients[0].ReachOnly(servers[0]);
            clients[1].ReachOnly(servers.Skip(2));
            clients[2].ReachOnly(servers.Skip(2));
            cluster.Patience = null;
            var hanging = clients[0].AppendAsync("k", $"hangs {round};");
            await cluster.PassAsync(random.Between(1.Milliseconds(), 50.Milliseconds()));
            cluster.Patience = Limits.AfterFaults;
            for (var i = random.Next(3); i > 0; i--)
                await Task.WhenAll(clients[1].AppendAsync("k", $"{round}.{i};"), clients[2].GetAsync("k"));

            if (random.Next(2) == 0)
            {
                servers[0].Crash();
                cluster.Partition([servers[0], servers[4]], [servers[1], servers[2], servers[3]]);
            }
            else
            {
                cluster.Partition([servers[0], servers[1], servers[2]], [servers[3], servers[4]]);
            }

            clients[1].ReachOnly(servers[1], servers[2]);
            clients[2].ReachOnly(servers[1], servers[2]);
            await Task.WhenAll(clients[1].AppendAsync("k", $"{round};"), clients[2].GetAsync("k"));
            cluster.EndFaults();
            await cluster.ReturnAsync(hanging);
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>Messages from and to two of five servers take seconds; clients of the other three don't wait for them.</summary>
    /// <remarks>Usual bug: a server answers when all have executed the operation.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task A_slow_minority_does_not_slow_operations_down(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        var quick = cluster.Draw(cluster.Nemesis(0), 3);
        foreach (var slow in cluster.Except(quick))
        {
            foreach (var other in cluster.Except(slow))
            {
                cluster.World.Network.SetLatency(slow.Node, other.Node, 3.Seconds(), 4.Seconds());
                cluster.World.Network.SetLatency(other.Node, slow.Node, 3.Seconds(), 4.Seconds());
            }
        }

        foreach (var client in clients)
            client.ReachOnly(quick);
        await cluster.PassAsync(Limits.InFlight);
        // A clerk may have to change to another server first.
        cluster.Patience = Limits.Rerouted;
        await Task.WhenAll(clients.Select(client => client.GetAsync("k")));
        cluster.Patience = Limits.QuickOperation;
        for (var i = 0; i < 6; i++)
        {
            await Task.WhenAll(clients.Select(client => client.AppendAsync("k", $"{client.Id}.{i};")));
            await cluster.PassAsync(600.Milliseconds());
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>Two of five servers are cut off from the others, but not from the clients, some of whom know no other: within seconds they
    /// are served by those who can.</summary>
    /// <remarks>Usual bugs: the clerk waits for an answer for ever, or for the ten seconds that a call takes unless it is told otherwise;
    /// it asks one server alone.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Servers_that_are_cut_off_do_not_keep_their_clients(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(5);
        for (var round = 0; round < 4; round++)
        {
            cluster.ConnectOnly([.. cluster.Draw(cluster.Nemesis(round), 3)]);
            cluster.Patience = Limits.Rerouted;
            await Task.WhenAll(clients.Select(client => client.AppendAsync("k", $"{client.Id}.{round};")));
            cluster.EndFaults();
            cluster.Patience = Limits.AfterFaults;
            await Task.WhenAll(clients.Select(client => client.GetAsync("k")));
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>The servers are split in two, every time in another way, while messages get lost, and clients, some of whom reach one side
    /// alone, share their keys.</summary>
    /// <remarks>2015: TestManyPartition. DSLabs: repartitions.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public Task Clients_get_on_while_partitions_come_and_go(KvCluster cluster) => new Ordeal(cluster)
    {
        Rounds = 8,
        Round = random =>
        {
            cluster.World.Network.Profile = Cluster.Unreliable;
            var sides = cluster.Servers.ToLookup(_ => random.Next(2));
            cluster.Partition([.. sides[0]], [.. sides[1]]);
            foreach (var client in cluster.Clients)
                client.ReachOnly(random.Next(3) == 0 ? cluster.Servers : sides[random.Next(2)]);
            return cluster.PassAsync(random.Between(100.Milliseconds(), 500.Milliseconds()));
        },
    }.RunAsync();

    /// <summary>Bare majorities take turns: what one has chosen, the next must find, of which most were not there.</summary>
    /// <remarks>DSLabs: an append is seen by whoever asks an intersecting majority. Usual bug: a get is answered when the server has
    /// executed all that it knows of.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public Task Clients_see_one_copy_while_bare_majorities_take_turns(KvCluster cluster) => new Ordeal(cluster)
    {
        PauseMost = 60.Milliseconds(),
        Rounds = 10,
        Round = random =>
        {
            cluster.ConnectOnly([.. cluster.Draw(random, cluster.Majority)]);
            return cluster.PassAsync(random.Between(50.Milliseconds(), 250.Milliseconds()));
        },
    }.RunAsync();

    /// <summary>Cuts, one-way cuts, crashes, pauses, drifting clocks and a bad network, mixed as the seed draws it; when it is over, every
    /// client gets on within seconds.</summary>
    [Scenario(Part = "C", Servers = 5)]
    public Task The_service_survives_a_storm(KvCluster cluster)
    {
        var storm = new Storm(cluster, 0);
        return new Ordeal(cluster) { Rounds = 15, Least = 0, Round = storm.StrikeAsync }.RunAsync();
    }
}
