using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part B: the way of the data to a new backup, what goes with them, and what interrupts it.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable.</remarks>
public sealed class TransferScenarios
{
    /// <summary>An append is done, and its answer is lost. A new backup comes and is given the data; the old primary dies; and only now
    /// the client, which asks again and again, reaches a server. It must be told that the append is done, and not do it a second
    /// time.</summary>
    /// <remarks>Usual bug: the data are given to the new backup, and not who has asked for what.</remarks>
    [Scenario(Part = "B")]
    public async Task What_makes_retries_safe_goes_with_the_data(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 2);
        for (var round = 1; round <= 3; round++)
        {
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            await clients[0].GetAsync("k");
            // What the client sends arrives, and no answer does.
            foreach (var node in service.Servers)
                cluster.World.Network.Cut(node, clients[0].Node);
            service.Patience = null;
            var append = clients[0].AppendAsync("k", Appended.Text(clients[0].Id, round));
            await cluster.World.UntilAsync(
                Limits.Operation,
                "an append whose request arrives",
                () => clients[1].GetAsync("k"),
                value => value.Contains(Appended.Text(clients[0].Id, round), StringComparison.Ordinal),
                "no-answer");
            clients[0].ReachOnly();
            service.AddServers(1);
            backup.Crash();
            var next = await service.SettleAsync();
            primary.Crash();
            await service.ViewAsync("the new backup as primary", now => now.Primary == next.Backup);
            service.EndFaults();
            await service.FinishAsync(append);
            service.Patience = Limits.AfterFaults;
            service.CheckAppends("k", await clients[1].GetAsync("k"));
            service.Patience = Limits.Operation;
        }

        await service.ConcludeAsync();
    }

    /// <summary>The primary works alone for a while, then the server that was its backup comes back, and has what was done meanwhile when
    /// the primary dies.</summary>
    /// <remarks>Usual bugs: who was the backup before is not given the data again; it goes on with those of its earlier office.</remarks>
    [Scenario(Part = "B")]
    public async Task A_backup_that_was_away_is_given_what_it_missed(PbCluster cluster)
    {
        var service = cluster.NewService();
        var client = (await service.StartAsync(servers: 2, clients: 1))[0];
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            await client.AppendAsync("k", Appended.Text(client.Id, (2 * round) + 1));
            // It lives, and does not hear that it is out of office, or it does.
            service.Cut(backup, [service.ViewService, primary]);
            if (random.Next(2) == 0)
                cluster.World.Network.Join(service.ViewService, backup);
            await service.ViewAsync("the primary alone", now => now.Backup is null);
            service.Patience = Limits.Failover;
            await client.AppendAsync("k", Appended.Text(client.Id, (2 * round) + 2));
            service.EndFaults();
            await service.SettleAsync();
            primary.Crash();
            service.CheckAppends("k", await client.GetAsync("k"));
            service.Patience = Limits.Operation;
            service.EndFaults();
        }

        await service.ConcludeAsync();
    }

    /// <summary>The new backup crashes in the middle of being given the data, at each step of it: it is taken out, comes back as another
    /// server, and is taken in.</summary>
    /// <remarks>Usual bugs: the primary waits for its backup, and hears of no newer view meanwhile; what was sent to the crashed one is
    /// not sent again.</remarks>
    [Scenario(Part = "B")]
    public async Task A_new_backup_may_crash_at_any_step_of_the_transfer(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 2);
        service.Patience = null;
        var load = new Workload(service, "a", "b") { Pause = 50.Milliseconds() };
        load.Start(clients);
        for (var round = 0; round < 8; round++)
        {
            var random = cluster.Nemesis(round);
            var backup = service.Node((await service.SettleAsync()).Backup);
            backup.Crash();
            await service.ViewAsync("the primary alone", now => now.Backup is null);
            await cluster.PassAsync(3 * Pace.Ping);
            backup.Start();
            var kind = random.Next(3) == 0 ? EffectKind.Send : EffectKind.Reply;
            var crash = backup.CrashAtEffect(kind, random.Next(1, 5), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            await Task.WhenAny(crash, cluster.PassAsync(2.Seconds()));
            await cluster.PassAsync(random.Next(2) == 0 ? TimeSpan.Zero : random.Between(TimeSpan.Zero, 1.Seconds()));
            service.EndFaults();
        }

        await load.FinishAsync();
        await service.ConcludeAsync();
    }

    /// <summary>The primary crashes in the middle of giving a new backup the data. Whether the backup takes over depends on how far they
    /// had come; if it does, it has everything; if not, nobody answers. Each round is another service.</summary>
    /// <remarks>Usual bugs: the view is acknowledged before the data have arrived, so that an empty server takes over; a backup takes
    /// operations before it has the data.</remarks>
    [Scenario(Part = "B")]
    public async Task A_primary_that_crashes_in_the_middle_of_the_transfer_loses_nothing(PbCluster cluster)
    {
        for (var round = 0; round < 5; round++)
        {
            var random = cluster.Nemesis(round);
            var service = cluster.NewService();
            var client = (await service.StartAsync(servers: 1, clients: 1))[0];
            for (var number = 1; number <= 3; number++)
                await client.AppendAsync("k", Appended.Text(client.Id, number));
            var primary = service.Servers[0];
            service.AddServers(1);
            service.Patience = null;
            var crash = CrashInTransfer(cluster, service, random);
            var underWay = cluster.World.RunAsync(async () =>
            {
                for (var number = 4; number <= 6; number++)
                    await client.AppendAsync("k", Appended.Text(client.Id, number));
                service.CheckAppends("k", await client.GetAsync("k"));
            });
            await Task.WhenAny(crash, cluster.PassAsync(2.Seconds()));
            // By now the new backup has taken over, or never will.
            await cluster.PassAsync(4.Seconds());
            cluster.World.Network.Heal();
            var view = await service.ViewAsync();
            if (view.Primary is not null && service.Node(view.Primary) != primary)
            {
                await service.FinishAsync(underWay);
                await service.FinishAsync(client.GetAsync("k"));
            }

            service.CheckHistory();
        }
    }

    /// <summary>What a primary gives its backup comes twice, and late, in the same view and in later ones, while clients go on.</summary>
    /// <remarks>Usual bug: a second copy of the data overwrites what was done since.</remarks>
    [Scenario(Part = "B")]
    public async Task Data_that_come_late_overwrite_nothing(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 3);
        service.Patience = null;
        var load = new Workload(service, "a", "b") { Pause = 50.Milliseconds() };
        load.Start(clients);
        for (var round = 0; round < 5; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            cluster.World.Network.Profile = Weather.TwiceAndLate;
            if (random.Next(2) == 0)
                service.Cut(backup, service.ViewService);
            else
                backup.Crash();
            await service.LateViewAsync("the primary alone", now => now.Backup is null);
            await cluster.PassAsync(random.Between(200.Milliseconds(), 500.Milliseconds()));
            if (!backup.IsUp)
                backup.Start();
            cluster.World.Network.Heal();
            await service.LateViewAsync("a new backup", now => now.Backup is not null);
            await cluster.PassAsync(random.Between(500.Milliseconds(), 2.Seconds()));
            cluster.World.Network.Profile = Weather.Reliable;
            await service.SettleAsync();
            // Late messages arrive while the backup is the primary.
            if (random.Next(2) == 0)
                primary.Crash();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 2.Seconds()));
            service.EndFaults();
        }

        await load.FinishAsync();
        await cluster.PassAsync(Limits.LateMessages);
        await service.ConcludeAsync();
    }

    /// <summary>The data are long on their way to a new backup. Before they arrive it is taken out, the primary works alone, and the same
    /// server is taken in again: and now they come, the data of an earlier view, before those of the present one. The backup refuses
    /// them, and has the latest when the primary dies.</summary>
    /// <remarks>Usual bug: whoever is the backup takes whatever data come, and, since they come only once in a view, leaves the right ones
    /// alone.</remarks>
    [Scenario(Part = "B")]
    public async Task Data_of_an_earlier_view_are_not_taken_for_those_of_this_one(PbCluster cluster)
    {
        var service = cluster.NewService();
        var client = (await service.StartAsync(servers: 2, clients: 1))[0];
        for (var round = 0; round < 3; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            await client.AppendAsync("k", Appended.Text(client.Id, (2 * round) + 1));
            await TakeOutAsync(service, backup, random);
            cluster.World.Network.SetLatency(primary, backup, 2.Seconds(), 3500.Milliseconds());
            await TakeInAsync(service, backup);
            // The primary hears of the view, and sends the data.
            await cluster.PassAsync(random.Between(200.Milliseconds(), 400.Milliseconds()));
            await TakeOutAsync(service, backup, random);
            service.Patience = Limits.Failover;
            await client.AppendAsync("k", Appended.Text(client.Id, (2 * round) + 2));
            // What is on its way arrives, and nothing that is sent from now on.
            cluster.World.Network.Cut(primary, backup);
            await TakeInAsync(service, backup);
            await cluster.PassAsync(random.Between(500.Milliseconds(), 4.Seconds()));
            service.EndFaults();
            await service.SettleAsync();
            primary.Crash();
            service.CheckAppends("k", await client.GetAsync("k"));
            service.Patience = Limits.Operation;
            service.EndFaults();
        }

        await service.ConcludeAsync();
    }

    /// <summary>Clients go on while a new backup is given the data over a slow link. When the primary dies, the backup has also what was
    /// done meanwhile.</summary>
    /// <remarks>Usual bug: what is done while the data are on their way is neither among them nor sent after them.</remarks>
    [Scenario(Part = "B")]
    public Task What_is_done_during_the_transfer_is_not_lost(PbCluster cluster) => TakeInUnderLoadAsync(
        cluster,
        (view, primary, backup) => cluster.World.Network.SetLatency(primary, backup, 10.Milliseconds(), 90.Milliseconds()));

    /// <summary>Some answers to the primary's pings take long, so that one overtakes another: it is told that it works alone after it was
    /// told of its new backup. It does not go back.</summary>
    /// <remarks>Usual bug: the view that comes last is taken for the newest.</remarks>
    [Scenario(Part = "B")]
    public Task A_view_that_is_heard_late_is_not_gone_back_to(PbCluster cluster) => TakeInUnderLoadAsync(
        cluster,
        (view, primary, backup) => cluster.World.Network.SetLatency(view, primary, 1.Milliseconds(), 450.Milliseconds()));

    // It crashes, or lives and is not heard; it does not hear of its dismissal either.
    private static async Task TakeOutAsync(Service service, SimulatedNode backup, Random random)
    {
        if (random.Next(2) == 0)
            backup.Crash();
        else
            service.Cut(backup, service.ViewService);
        await service.ViewAsync("the primary alone", now => now.Backup is null);
    }

    private static async Task TakeInAsync(Service service, SimulatedNode backup)
    {
        if (!backup.IsUp)
            backup.Start();
        service.World.Network.Join(backup, service.ViewService);
        service.World.Network.Join(service.ViewService, backup);
        await service.ViewAsync("a new backup", now => now.Backup is not null);
    }

    private static async Task TakeInUnderLoadAsync(PbCluster cluster, Action<SimulatedNode, SimulatedNode, SimulatedNode> slowDown)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 3);
        var appends = new Appends(service, "k");
        for (var round = 0; round < 3; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            await TakeOutAsync(service, backup, random);
            await cluster.PassAsync(3 * Pace.Ping);
            service.Patience = null;
            var isOver = false;
            List<Task> loops = [.. clients.Select(client => cluster.World.RunAsync(async () =>
            {
                while (!isOver)
                {
                    await appends.NextAsync(client);
                    await cluster.PassAsync(15.Milliseconds());
                }
            }))];
            slowDown(service.ViewService, primary, backup);
            await cluster.PassAsync(500.Milliseconds());
            await TakeInAsync(service, backup);
            await cluster.PassAsync(random.Between(500.Milliseconds(), 1.Seconds()));
            // Who crashes before the view is acknowledged is rightly not followed.
            cluster.World.Network.Heal();
            await service.SettleAsync();
            primary.Crash();
            isOver = true;
            await service.FinishAsync(loops);
            service.Patience = Limits.Failover;
            service.CheckAppends("k", await clients[0].GetAsync("k"));
            service.Patience = Limits.Operation;
            service.EndFaults();
        }

        await service.ConcludeAsync();
    }

    // Quickly, slowly, or where the data never come, however long the primary goes on pinging.
    private static async Task CrashInTransfer(PbCluster cluster, Service service, Random random)
    {
        var (primary, added) = (service.Servers[0], service.Servers[1]);
        var way = random.Next(3);
        if (way == 0)
        {
            service.Cut(primary, added);
            await cluster.PassAsync(random.Between(200.Milliseconds(), 1500.Milliseconds()));
            primary.Crash();
            return;
        }

        if (way == 1)
            cluster.World.Network.SetLatency(primary, added, 50.Milliseconds(), 300.Milliseconds());
        await primary.CrashAtEffect(EffectKind.Send, random.Next(1, 9), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
    }
}
