using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>Part B, beyond 6.5840: old leaders, lost replies, clients that crash, clerks that must not give up, and all at once.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable; and in the end the leader is taken away,
/// twice, so that the next ones must know all that it knew.</remarks>
public sealed class ServiceFaultScenarios
{
    /// <summary>A leader that is cut off from the others, but not from its client, answers no get with what others have replaced since
    /// (the paper's section 8, 'read-only operations').</summary>
    /// <remarks>Usual bugs: a leader answers gets from its own copy; any server does.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_deposed_leader_answers_no_get(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        var (asker, writer) = (clients[0], clients[1]);
        var found = await asker.GetAsync("k");
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync();
            var others = cluster.Except(leader);
            await asker.GetAsync("k");
            cluster.ConnectOnly(others);
            asker.ReachOnly(leader);
            writer.ReachOnly(others);
            await cluster.PassAsync(Limits.InFlight);
            cluster.Patience = Limits.AfterFaults;
            await writer.PutAsync("k", $"newer {round}", found.Version);

            cluster.Patience = null;
            var get = asker.GetAsync("k");
            await cluster.PassAsync(Limits.NoAnswer);
            Expect.Safety(!get.IsCompleted, $"a get returned, and its client could reach a deposed leader alone; {Cluster.See("minority")}");
            cluster.EndFaults();
            await cluster.WithinAsync(Limits.Rejoined, "the operations of who was cut off", "one client", get, "no-answer");
            found = await get;
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>A put is committed, and its leader crashes before it can say so, or what it says gets lost: the clerk asks again, and
    /// must not be told that the put was not done.</summary>
    /// <remarks>Usual bugs: the mismatch that a resend finds is passed on as it is, always or while the clerk has not asked everybody;
    /// the resend is executed a second time; the clerk stays with a server that is gone.</remarks>
    [Scenario(Part = "B")]
    public async Task A_put_whose_answer_was_lost_is_not_refused(KvCluster cluster)
    {
        var client = (await cluster.StartAsync(1))[0];
        cluster.Patience = Limits.AfterFaults;
        for (var round = 0; round < 8; round++)
        {
            var leader = await cluster.LeaderAsync();
            var found = await client.GetAsync("k");
            if (round % 3 == 0)
                leader.CrashAt(EffectKind.Reply, 1, Boundary.Before);
            else
                cluster.World.Network.Cut(leader.Node, client.Node);
            cluster.Patience = null;
            var put = client.PutAsync("k", $"round {round}", found.Version);
            if (round % 3 == 2)
                await SucceedWhileItSleepsAsync(cluster, leader, client);
            else
                await cluster.PassAsync(300.Milliseconds());
            cluster.World.Network.Heal();
            cluster.Patience = Limits.AfterFaults;
            await cluster.WithinAsync(Limits.AfterFaults, "the end of an operation", "one client", put, "no-answer");
            var result = await put;
            Expect.Safety(
                result is PutResult.Ok or PutResult.Maybe,
                $"a put with the right version was told {result}, and nobody else puts; {Cluster.See("maybe")}");
            cluster.EndFaults();
            await client.GetsAsync("k", $"round {round}", found.Version + 1);
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>A client that can reach no server for three seconds is told nothing; then its put, which nobody has seen before, is
    /// done. Another's put finds no key, and a third one's finds what somebody else has put meanwhile, which is the same.</summary>
    /// <remarks>Usual bugs: the clerk gives up after some tries; it says Maybe where it has no answer at all, or where there is no key;
    /// whoever finds the value that it wanted to put takes that for its own.</remarks>
    [Scenario(Part = "B")]
    public async Task A_clerk_never_gives_up(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(5);
        foreach (var client in clients.Take(4))
            client.ReachOnly();
        await cluster.PassAsync(Limits.InFlight);
        cluster.Patience = null;
        var put = clients[0].PutAsync("k", "patience", 0);
        var get = clients[1].GetAsync("greeting");
        var (tooEarly, tooLate) = (clients[2].PutAsync("no key", "too early", 2), clients[3].PutAsync("other", "equal", 0));
        await cluster.PassAsync(1.Seconds());
        await clients[4].PutsAsync("other", "equal", 0, PutResult.Ok);
        await cluster.PassAsync(2.Seconds());
        Task[] underWay = [put, get, tooEarly, tooLate];
        Expect.Safety(
            !underWay.Any(operation => operation.IsCompleted),
            $"an operation returned, and its client could reach no server; {Cluster.See("minority")}");
        cluster.EndFaults();
        await cluster.WithinAsync(
            Limits.Rejoined, "the operations of who was cut off", "four clients", Task.WhenAll(underWay), "no-answer");
        var result = await put;
        Expect.Safety(
            result == PutResult.Ok,
            $"a put that reached no server for three seconds, and then one, was told {result}, and nobody else puts; {Cluster.See("maybe")}");
        Expect.Safety(
            await tooEarly == PutResult.NoKey,
            $"a put with version 2 found no key, and was told {await tooEarly}; {Cluster.See("maybe")}");
        Expect.Safety(
            await tooLate is PutResult.Maybe or PutResult.VersionMismatch,
            $"a put that came after an equal one of another client was told {await tooLate}; {Cluster.See("maybe")}");
        await cluster.ConcludeAsync();
    }

    /// <summary>A leader is cut off from the others, but not from its clients, who know no other: within seconds they are served by its
    /// successor.</summary>
    /// <remarks>6.5840 does not ask for this: there a call hangs for as long as the server that works on it. Usual bug: the clerk waits
    /// for an answer for ever, or for the ten seconds that a call takes unless it is told otherwise.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_leader_that_is_cut_off_does_not_keep_its_clients(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        for (var round = 0; round < 3; round++)
        {
            cluster.Patience = Limits.AfterFaults;
            foreach (var client in clients)
                await client.GetAsync("k");
            cluster.ConnectOnly(cluster.Except(await cluster.LeaderAsync()));
            cluster.Patience = Limits.Rerouted;
            await Task.WhenAll(clients.Select(client => client.GetAsync("k")));
            await Task.WhenAll(clients.Select(client => client.PutAsync($"{client}", "x", round)));
            cluster.EndFaults();
            await cluster.LeaderAsync();
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>No server leads, and all say so at once: the clerk asks each of them again and again, with pauses.</summary>
    /// <remarks>Usual bug: the clerk asks as fast as they answer, thousands of times a second, and takes from them the time in which
    /// they could elect somebody.</remarks>
    [Scenario(Part = "B")]
    public async Task A_clerk_pauses_while_nobody_leads(KvCluster cluster)
    {
        var client = (await cluster.StartAsync(1))[0];
        cluster.CrashAll();
        cluster.RestartAll();
        cluster.ConnectOnly([cluster.Servers[0]]);
        cluster.Patience = null;
        var before = client.Node.Calls;
        var get = client.GetAsync("greeting");
        await cluster.PassAsync(3.Seconds());
        Expect.Budget(cluster.World, client.Node.Calls - before, Limits.CallsWithoutLeader, "requests of a clerk in 3 s without a leader");
        Expect.Safety(!get.IsCompleted, $"a get returned, and nobody led; {Cluster.See("minority")}");
        cluster.EndFaults();
        await cluster.WithinAsync(Limits.AfterFaults, "the operations under way, all faults ended", "one client", get, "no-answer");
        await cluster.ConcludeAsync();
    }

    /// <summary>A clerk that has found the leader asks it, and nobody else, for as long as it answers.</summary>
    /// <remarks>Usual bug: each operation begins with the first server, or with a drawn one.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_clerk_remembers_who_leads(KvCluster cluster)
    {
        var client = (await cluster.StartAsync(1))[0];
        for (var round = 0; round < 2; round++)
        {
            var found = await client.GetAsync("k");
            var before = client.Node.Calls;
            for (var i = 0; i < 25; i++)
            {
                await client.PutsAsync("k", $"{round}.{i}", found.Version + i, PutResult.Ok);
                await client.GetAsync("k");
            }

            Expect.Budget(cluster.World, client.Node.Calls - before, Limits.CallsFor50, "requests of a clerk for 50 operations");
            // The next round has another leader.
            cluster.Patience = Limits.AfterFaults;
            (await cluster.LeaderAsync()).Crash();
            await client.GetAsync("k");
            cluster.RestartAll();
            await cluster.LeaderAsync();
            cluster.Patience = Limits.Operation;
        }

        await cluster.ConcludeAsync();
    }

    /// <summary>Two followers of four answer seconds late: operations take no longer for that (5.3).</summary>
    /// <remarks>Usual bug: the server waits until all have executed a command.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_slow_minority_does_not_slow_operations_down(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        var leader = await cluster.LeaderAsync();
        // They hear in time, so that they want no election; what they say takes its time.
        foreach (var server in cluster.Draw(cluster.Nemesis(0), 3).Where(server => server != leader).Take(2).ToList())
        {
            foreach (var other in cluster.Except(server))
                cluster.World.Network.SetLatency(server.Node, other.Node, 2.Seconds(), 4.Seconds());
        }

        var load = new Workload(cluster) { PauseMost = 100.Milliseconds() };
        load.Start(clients);
        await cluster.PassAsync(5.Seconds());
        await cluster.ConcludeAsync(load);
    }

    /// <summary>Bare majorities take turns every few hundred milliseconds, and the leader is mostly among those who go, while clients
    /// still reach everybody (5.4, 8).</summary>
    /// <remarks>Usual bugs: a waiter gets the answer to another's command; a deposed leader answers.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_while_bare_majorities_take_turns(KvCluster cluster) => new Ordeal(cluster)
    {
        Round = (200.Milliseconds(), 1200.Milliseconds()),
        Least = 2,
        Strike = random =>
        {
            var leaders = cluster.Servers.Where(server => server.Leads && random.Next(4) > 0).ToList();
            var others = cluster.Draw(random, cluster.Servers.Count).Except(leaders).ToArray();
            random.Shuffle(others);
            cluster.ConnectOnly([.. others.Take(cluster.Majority)]);
        },
    }.RunAsync();

    /// <summary>Links fail in one direction, a leader's mostly, also those to clients: a request is executed and its answer never comes,
    /// or the other way round.</summary>
    /// <remarks>Usual bug: a leader that hears nobody goes on answering.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_while_links_fail_one_way(KvCluster cluster) => new Ordeal(cluster)
    {
        Round = (200.Milliseconds(), 900.Milliseconds()),
        Least = 7,
        Strike = random =>
        {
            cluster.World.Network.Heal();
            var victim = cluster.Servers.FirstOrDefault(server => server.Leads && random.Next(4) > 0) ?? cluster.Draw(random, 1)[0];
            var isDeaf = random.Next(2) == 0;
            cluster.CutOneWay(victim, isDeaf, cluster.Except(victim).Where(_ => random.Next(4) > 0));
            foreach (var client in cluster.Clients.Where(_ => random.Next(4) == 0))
                cluster.World.Network.Cut(isDeaf ? client.Node : victim.Node, isDeaf ? victim.Node : client.Node);
        },
    }.RunAsync();

    /// <summary>Leaders stop in the middle of their work and go on when they have a successor, and no two clocks run alike (8).</summary>
    /// <remarks>Usual bug: a leader trusts in the time since it heard of the others, and answers gets when it wakes up.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Clients_see_one_copy_while_leaders_stop_and_go_on(KvCluster cluster) => new Ordeal(cluster)
    {
        Round = (200.Milliseconds(), 1200.Milliseconds()),
        Least = 7,
        Strike = random =>
        {
            foreach (var server in cluster.Servers)
            {
                server.ClockDrift = random.Next(-100_000, 100_001);
                if (server.Node.IsPaused && random.Next(4) > 0)
                    server.Node.Resume();
            }

            if (cluster.Servers.Count(server => server.Node.IsPaused) < 2)
                cluster.Servers.FirstOrDefault(server => server.Leads && !server.Node.IsPaused)?.Node.Pause();
        },
    }.RunAsync();

    /// <summary>Requests and replies come twice, some of them seconds later: nothing is done twice, and nobody takes an old answer for
    /// a new one.</summary>
    /// <remarks>The answer to a copy may overtake the one to the first, so a mismatch counts as a maybe here: without a table of requests
    /// no clerk could tell. Usual bugs: a put is done whatever its version; the table of requests forgets too soon.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task Messages_that_come_twice_or_late_do_nothing_twice(KvCluster cluster) => new Ordeal(cluster)
    {
        Least = 3,
        Strike = random => cluster.Weather = Cluster.Reliable.WithDuplicatesAndLateMessages(random.Next(100, 400)),
    }.RunAsync();

    /// <summary>Clients crash in the middle of their operations and come back without memory. What a crash cut short is done once, now or
    /// later, or never; nobody else is disturbed.</summary>
    /// <remarks>Usual bug: what tells two requests apart begins again in the next life of a client.</remarks>
    [Scenario(Part = "B")]
    public Task Clients_that_crash_leave_their_puts_done_or_not(KvCluster cluster) => new Ordeal(cluster)
    {
        IsUnreliable = true,
        PauseMost = 60.Milliseconds(),
        Round = (50.Milliseconds(), 400.Milliseconds()),
        Least = 25,
        Strike = random =>
        {
            foreach (var client in cluster.Clients.Where(client => !client.Node.IsUp))
                client.Node.Start();
            var victim = cluster.Clients[random.Next(cluster.Clients.Count)].Node;
            _ = victim.CrashAtEffect(EffectKind.Send, random.Next(1, 6), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
        },
    }.RunAsync();

    /// <summary>Cuts, one-way cuts, crashes, pauses, drifting clocks and a bad network, mixed as the seed draws it; when it is over, every
    /// client gets on within seconds.</summary>
    [Scenario(Part = "B", Servers = 5)]
    public Task The_service_survives_a_storm(KvCluster cluster)
    {
        var storm = new Storm(cluster);
        return new Ordeal(cluster) { Round = (50.Milliseconds(), 900.Milliseconds()), Least = 0, Strike = storm.Strike }.RunAsync();
    }

    // When the clerk goes on, there is another leader already: one of the first that it asks.
    private static async Task SucceedWhileItSleepsAsync(KvCluster cluster, Server leader, KvClient client)
    {
        // The put is committed, and mostly the clerk has not been told yet that nothing comes back.
        await cluster.PassAsync(10.Milliseconds());
        client.Node.Pause();
        leader.Crash();
        await cluster.LeaderAsync(cluster.Except(leader));
        if (client.Node.IsPaused)
            client.Node.Resume();
    }
}
