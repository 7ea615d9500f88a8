using Labs.Framework;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part B: the service while its servers live, on reliable and unreliable networks.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable; and in the end the primary is taken away,
/// twice, so that its backup must know all that it knew.</remarks>
public sealed class ServiceScenarios
{
    /// <summary>One server alone serves clients: gets, puts and appends do what they say.</summary>
    /// <remarks>Usual bugs: a key that is not there is null; an append to a key that is not there is lost; the first primary waits for a
    /// backup.</remarks>
    [Scenario(Part = "B")]
    public async Task A_primary_alone_serves_clients(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 1, clients: 2);
        await clients[0].GetsAsync("a", "");
        await clients[0].PutAsync("a", "1");
        await clients[1].AppendAsync("a", "2");
        await clients[0].GetsAsync("a", "12");
        await clients[0].AppendAsync("A", "3");
        await clients[1].GetsAsync("A", "3");
        await clients[1].PutAsync("a", "");
        await clients[0].GetsAsync("a", "");
        await clients[0].AppendAsync("", "empty");
        await clients[1].GetsAsync("", "empty");
        service.CheckHistory();
    }

    /// <summary>A second server comes when there are data already: it is given them, and has them when the first dies.</summary>
    /// <remarks>Usual bugs: a new backup gets only what is done from now on; the view is acknowledged before the data have
    /// arrived.</remarks>
    [Scenario(Part = "B")]
    public async Task A_new_backup_is_given_everything(PbCluster cluster)
    {
        var service = cluster.NewService();
        var client = (await service.StartAsync(servers: 1, clients: 1))[0];
        for (var round = 0; round < 3; round++)
        {
            var random = cluster.Nemesis(round);
            for (var key = 0; key < 5; key++)
                await client.AppendAsync($"key {key}", $"[{round}]");
            service.AddServers(1);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 300.Milliseconds()));
            await client.PutAsync("while it comes", $"{round}");
            var view = await service.SettleAsync();
            service.Node(view.Primary).Crash();
            service.Patience = Limits.Failover;
            for (var key = 0; key < 5; key++)
                await client.GetsAsync($"key {key}", string.Concat(Enumerable.Range(0, round + 1).Select(n => $"[{n}]")), "lost");
            await client.GetsAsync("while it comes", $"{round}", "lost");
            service.Patience = Limits.Operation;
        }

        service.CheckHistory();
    }

    /// <summary>The view service is asked by clerks when something is wrong, and pinged by servers; it is not asked for each
    /// operation.</summary>
    /// <remarks>Usual bugs: the clerk asks for the view before each operation; a server does, to be sure that it is still the
    /// primary.</remarks>
    [Scenario(Part = "B")]
    public async Task The_view_service_is_asked_seldom(PbCluster cluster)
    {
        var service = cluster.NewService();
        var client = (await service.StartAsync(servers: 3, clients: 1))[0];
        var view = await service.SettleAsync();
        var idle = service.ViewService.Turns;
        await cluster.PassAsync(10.Seconds());
        idle = service.ViewService.Turns - idle;

        var (calls, start) = (service.Servers.ToDictionary(node => node, node => node.Calls), cluster.World.Now);
        var (before, turns) = (client.Node.Calls, service.ViewService.Turns);
        for (var number = 0; number < 50; number++)
        {
            await client.PutAsync("k", $"{number}");
            await client.GetsAsync("k", $"{number}");
        }

        Expect.Budget(
            cluster.World,
            Math.Max(0, client.Node.Calls - before - 100),
            Limits.RequestsBeyond100Operations,
            "requests of a client for 100 operations, beyond one for each");
        await cluster.PassAsync(10.Seconds() - (cluster.World.Now - start));
        Expect.Budget(
            cluster.World,
            Math.Max(0, service.ViewService.Turns - turns - idle),
            Limits.TurnsFor100Operations,
            "turns of the view service more, in 10 s with 100 operations, than in 10 s without");
        foreach (var server in service.Servers)
        {
            // The one sends, or the other asks.
            var own = server == service.Node(view.Primary) || server == service.Node(view.Backup) ? 200 : 0;
            Expect.Budget(
                cluster.World,
                Math.Max(0, server.Calls - calls[server] - own),
                Limits.RequestsOfAServerIn10s,
                "requests of a server in 10 s, but two for each operation of primary and backup");
        }

        service.CheckHistory();
    }

    /// <summary>A hundred appends of one client while messages get lost: each is done once.</summary>
    /// <remarks>Usual bugs: what is sent again is done again; the clerk gives up; a lost reply of the backup stops the primary for
    /// ever.</remarks>
    [Scenario(Part = "B")]
    public async Task An_append_is_done_once_however_often_it_is_sent(PbCluster cluster)
    {
        var service = cluster.NewService();
        var client = (await service.StartAsync(servers: 2, clients: 1))[0];
        cluster.World.Network.Profile = Weather.Unreliable;
        service.Patience = Limits.UnreliableOperation;
        var appends = new Appends(service, "k");
        for (var number = 1; number <= 100; number++)
            await appends.NextAsync(client);
        service.CheckAppends("k", await client.GetAsync("k"));
        await service.ConcludeAsync();
    }

    /// <summary>Three clients put to the same keys at once: primary and backup end with the same values.</summary>
    /// <remarks>Usual bug: operations under way at once reach the backup in another order than the primary does them in.</remarks>
    [Scenario(Part = "B")]
    public async Task Primary_and_backup_do_everything_in_one_order(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 5);
        for (var round = 0; round < 3; round++)
        {
            var view = await service.SettleAsync();
            // What goes from the one to the other may overtake.
            cluster.World.Network.SetLatency(service.Node(view.Primary), service.Node(view.Backup), 1.Milliseconds(), 30.Milliseconds());
            var load = new Workload(service, "a", "b") { Pause = 10.Milliseconds() };
            load.Start(clients);
            await cluster.PassAsync(2.Seconds());
            await load.FinishAsync();
            Progress.Expect(cluster.World, load.Done, 15, "operations in 2 s");
            await service.ConcludeAsync();
        }
    }

    /// <summary>Three clients append to one key, 30 times each: the value has each text once, and each client's in order. So it is
    /// at the backup.</summary>
    /// <remarks>Usual bugs: those of the scenario before; and an append is a get and a put, between which somebody else comes.</remarks>
    [Scenario(Part = "B")]
    public Task Concurrent_appends_are_all_there(PbCluster cluster) => AppendAtOnceAsync(cluster, isUnreliable: false);

    /// <summary>The same while messages get lost.</summary>
    /// <remarks>Usual bugs: those of the two scenarios before; and the primary does what the backup was not told.</remarks>
    [Scenario(Part = "B")]
    public Task Concurrent_appends_are_all_there_on_an_unreliable_network(PbCluster cluster) =>
        AppendAtOnceAsync(cluster, isUnreliable: true);

    private static async Task AppendAtOnceAsync(PbCluster cluster, bool isUnreliable)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 3);
        service.Patience = isUnreliable ? Limits.UnreliableOperation : Limits.Operation;
        if (isUnreliable)
            cluster.World.Network.Profile = Weather.Unreliable;
        var appends = new Appends(service, "k");
        await Task.WhenAll(clients.Select(client => cluster.World.RunAsync(async () =>
        {
            for (var number = 1; number <= 30; number++)
                await appends.NextAsync(client);
        })));
        var value = await clients[0].GetAsync("k");
        service.CheckAppends("k", value);

        service.EndFaults();
        var view = await service.SettleAsync();
        service.Node(view.Primary).Crash();
        service.Patience = Limits.Failover;
        await clients[1].GetsAsync("k", value, "lost");
        service.CheckHistory();
    }
}
