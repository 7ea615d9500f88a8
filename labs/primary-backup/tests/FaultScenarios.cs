using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part B: links that fail one way, messages that come twice or late or get lost unnoticed, clients that crash, and all of it
/// at once.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable; and in the end the primary is taken away,
/// twice, so that its backup must know all that it knew.</remarks>
public sealed class FaultScenarios
{
    /// <summary>Links between primary, backup and view service fail, each direction by itself, in all mixtures.</summary>
    /// <remarks>Usual bugs: a primary that the view service does not hear goes on by itself; one that hears nothing of it, too.</remarks>
    [Scenario(Part = "B")]
    public async Task Links_that_fail_one_way_do_no_harm(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 4);
        service.Patience = null;
        var load = new Workload(service, "a", "b") { Pause = 100.Milliseconds() };
        load.Start(clients);
        for (var round = 0; round < 12; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.ViewAsync();
            List<SimulatedNode> nodes = [service.ViewService, .. service.Servers];
            for (var cut = random.Next(1, 4); cut > 0; cut--)
            {
                // Mostly those that matter.
                var one = view.Primary is { } primary && random.Next(2) == 0 ? service.Node(primary) : nodes[random.Next(nodes.Count)];
                var other = nodes[random.Next(nodes.Count)];
                if (one == other)
                    continue;
                if (random.Next(2) == 0)
                    cluster.World.Network.Cut(one, other);
                else
                    cluster.World.Network.Cut(other, one);
            }

            await cluster.PassAsync(random.Between(200.Milliseconds(), 2.Seconds()));
            if (random.Next(2) == 0)
                cluster.World.Network.Heal();
        }

        service.EndFaults();
        await load.FinishAsync();
        await service.ConcludeAsync();
    }

    /// <summary>Messages come twice, and late, also after their view, while servers are cut off and replaced.</summary>
    /// <remarks>Usual bugs: an old operation is done again; a late answer of an earlier view is taken for one of the present.</remarks>
    [Scenario(Part = "B")]
    public async Task Messages_that_come_twice_or_late_do_nothing_twice(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 4);
        service.Patience = null;
        cluster.World.Network.Profile = Weather.TwiceAndLate;
        var appends = new Appends(service, "k");
        var isOver = false;
        List<Task> loops = [.. clients.Select(client => cluster.World.RunAsync(async () =>
        {
            while (!isOver)
            {
                await appends.NextAsync(client);
                await cluster.PassAsync(50.Milliseconds());
            }
        }))];
        for (var round = 0; round < 5; round++)
        {
            var random = cluster.Nemesis(round);
            await cluster.PassAsync(random.Between(500.Milliseconds(), 2.Seconds()));
            var view = await service.ViewAsync();
            service.Cut(service.Node(random.Next(2) == 0 ? view.Primary : view.Backup ?? view.Primary), service.ViewService);
            await cluster.PassAsync(random.Between(500.Milliseconds(), 1500.Milliseconds()));
            cluster.World.Network.Heal();
        }

        service.EndFaults();
        isOver = true;
        await service.FinishAsync(loops);
        service.Patience = Limits.AfterFaults;
        service.CheckAppends("k", await clients[0].GetAsync("k"));
        await cluster.PassAsync(Limits.LateMessages);
        service.CheckAppends("k", await clients[1].GetAsync("k"));
        Progress.Expect(cluster.World, appends.Count, 20, "appends");
        await service.ConcludeAsync();
    }

    /// <summary>Nobody tells a caller that a message was lost: only the time shows it. The service gets on.</summary>
    /// <remarks>Usual bugs: a server pings only when its last ping was answered, and is taken for dead; the primary, or the clerk, waits
    /// for a lost message for ten seconds or for ever.</remarks>
    [Scenario(Part = "B")]
    public async Task Losses_that_nobody_reports_are_noticed_by_time(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 3);
        cluster.World.Network.Profile = Weather.Silent;
        service.Patience = null;
        var load = new Workload(service, "a", "b") { Pause = 50.Milliseconds() };
        load.Start(clients);
        await cluster.PassAsync(20.Seconds());
        Progress.Expect(cluster.World, load.Done, 20, "operations in 20 s");
        service.EndFaults();
        await load.FinishAsync();
        await service.ConcludeAsync();
    }

    /// <summary>Clients crash in the middle of their operations, and come back without memory. What a crash cut short is done once or
    /// never, and the next life's operations are done.</summary>
    /// <remarks>Usual bug: the numbers that tell operations apart begin again in the next life, so that its operations are taken for
    /// old ones.</remarks>
    [Scenario(Part = "B")]
    public async Task Clients_that_come_back_are_other_clients(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 3);
        service.Patience = null;
        var load = new Workload(service, "a", "b") { Pause = 20.Milliseconds() };
        load.Start(clients);
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var victim = clients[random.Next(3)];
            victim.Node.Crash();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 200.Milliseconds()));
            victim.Node.Start();
            await cluster.PassAsync(random.Between(50.Milliseconds(), 500.Milliseconds()));
        }

        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Done, 30, "operations");
        await service.ConcludeAsync();
    }

    /// <summary>Cuts, one-way cuts, pauses, drifting clocks and bad networks, mixed as the seed draws it, and crashes at moments at
    /// which the data are on two servers; each time when it is over the service recovers.</summary>
    /// <remarks>Usual bugs: all those of this part.</remarks>
    [Scenario(Part = "B")]
    public async Task The_service_survives_a_storm(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 4, clients: 4);
        service.Patience = null;
        var load = new Workload(service, "a", "b", "c") { Pause = 100.Milliseconds() };
        load.Start(clients);
        var storm = new Storm(cluster, service);
        for (var epoch = 0; epoch < 4; epoch++)
        {
            await storm.CrashAsync(epoch);
            for (var round = 1; round <= 8; round++)
                await storm.StrikeAsync((epoch * 10) + round);
            service.EndFaults();
        }

        await load.FinishAsync();
        await cluster.PassAsync(Limits.LateMessages);
        await service.ConcludeAsync();
    }
}
