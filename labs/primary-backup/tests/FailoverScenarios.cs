using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part B: servers die, others take their place, and nothing that was answered is lost.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable.</remarks>
public sealed class FailoverScenarios
{
    /// <summary>The primary dies, and its backup goes on with all that was answered; so does the next one, and the next.</summary>
    /// <remarks>Usual bugs: the primary answers before the backup has the operation; the clerk stays with a dead server.</remarks>
    [Scenario(Part = "B")]
    public async Task The_backup_goes_on_with_all_that_was_answered(PbCluster cluster)
    {
        var service = cluster.NewService();
        var client = (await service.StartAsync(servers: 3, clients: 1))[0];
        var number = 0;
        for (var round = 0; round < 5; round++)
        {
            var view = await service.SettleAsync();
            await client.AppendAsync("k", Appended.Text(client.Id, ++number));
            service.Node(view.Primary).Crash();
            service.Patience = Limits.Failover;
            service.CheckAppends("k", await client.GetAsync("k"));
            service.Patience = Limits.Operation;
            service.EndFaults();
        }

        await service.ConcludeAsync();
    }

    /// <summary>Primary and backup die, and empty servers are there, or come: nobody answers, since nobody has the data.</summary>
    /// <remarks>Usual bug: a server that starts empty, or comes back empty, serves what it has not.</remarks>
    [Scenario(Part = "B")]
    public async Task When_all_data_are_gone_nobody_answers(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 2);
        await clients[0].PutAsync("k", "there");
        await service.SettleAsync();
        var random = cluster.Nemesis(0);
        var nodes = service.Servers.ToArray();
        nodes[0].Crash();
        await cluster.PassAsync(random.Next(2) == 0 ? TimeSpan.Zero : random.Between(TimeSpan.Zero, 50.Milliseconds()));
        nodes[1].Crash();
        service.AddServers(1);
        await cluster.PassAsync(random.Between(TimeSpan.Zero, 1.Seconds()));
        foreach (var node in nodes)
            node.Start();
        service.Patience = null;
        var (get, before) = (clients[0].GetAsync("k"), clients[1].Node.Calls);
        var append = clients[1].AppendAsync("k", "more");
        await cluster.PassAsync(10.Seconds());
        Expect.Safety(
            !get.IsCompleted && !append.IsCompleted,
            $"an operation returned, and both servers that had the data had crashed; {Handout.See("answer-without-data")}");
        Expect.Budget(
            cluster.World, clients[1].Node.Calls - before, Limits.RequestsWithoutPrimary, "requests of a client in 10 s without a primary");
        service.CheckHistory();
    }

    /// <summary>The backup dies, or the primary, and a client puts at that moment: the put is done, and soon.</summary>
    /// <remarks>Usual bugs: the primary waits for a dead backup for ever; the clerk gives up, or asks the dead one for ten
    /// seconds.</remarks>
    [Scenario(Part = "B")]
    public async Task An_operation_right_after_a_death_is_done(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 2);
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            service.Node(random.Next(2) == 0 ? view.Primary : view.Backup).Crash();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 600.Milliseconds()));
            service.Patience = Limits.Failover;
            await Task.WhenAll(clients[0].PutAsync("k", $"{round}"), clients[1].AppendAsync("l", Appended.Text(clients[1].Id, round + 1)));
            await clients[1].GetsAsync("k", $"{round}");
            service.CheckAppends("l", await clients[0].GetAsync("l"));
            service.Patience = Limits.Operation;
            service.EndFaults();
        }

        await service.ConcludeAsync();
    }

    /// <summary>The primary crashes at any of its sends and replies, before or after, in the middle of appends: what was answered is
    /// there, and nothing is there twice.</summary>
    /// <remarks>Usual bugs: the answer goes out before the backup has the operation; the backup does not remember whose operation it
    /// was, and does the retry again.</remarks>
    [Scenario(Part = "B")]
    public Task A_primary_may_crash_at_any_step(PbCluster cluster) => SweepAsync(cluster, isPrimary: true);

    /// <summary>The backup crashes at any of its sends and replies: the primary goes on, with another one.</summary>
    /// <remarks>Usual bugs: the primary takes no answer for a yes; it does an operation twice when the backup is replaced.</remarks>
    [Scenario(Part = "B")]
    public Task A_backup_may_crash_at_any_step(PbCluster cluster) => SweepAsync(cluster, isPrimary: false);

    /// <summary>Again and again one of the two crashes and comes back, empty, while clients work; each time the service
    /// recovers.</summary>
    /// <remarks>Usual bugs: all those of this part.</remarks>
    [Scenario(Part = "B")]
    public Task The_service_survives_one_crash_after_the_other(PbCluster cluster) => CrashRepeatedlyAsync(cluster, isUnreliable: false);

    /// <summary>The same while messages get lost.</summary>
    /// <remarks>Usual bugs: all those of this part.</remarks>
    [Scenario(Part = "B")]
    public Task The_service_survives_crashes_on_an_unreliable_network(PbCluster cluster) =>
        CrashRepeatedlyAsync(cluster, isUnreliable: true);

    /// <summary>Servers restart within milliseconds, so that no ping is missed and no call fails for long: they are empty all the
    /// same.</summary>
    /// <remarks>Usual bugs: a restarted backup takes operations without having the data; a restarted primary goes on where it
    /// was.</remarks>
    [Scenario(Part = "B")]
    public async Task A_server_that_restarts_at_once_is_a_new_one(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 2);
        var load = new Workload(service, "a", "b") { Pause = 30.Milliseconds() };
        service.Patience = null;
        load.Start(clients);
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var victim = service.Node(random.Next(3) == 0 ? view.Primary : view.Backup);
            victim.Crash();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 50.Milliseconds()));
            victim.Start();
            await cluster.PassAsync(random.Between(200.Milliseconds(), 2.Seconds()));
        }

        await load.FinishAsync();
        await service.ConcludeAsync();
    }

    private static async Task SweepAsync(PbCluster cluster, bool isPrimary)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 2);
        service.Patience = null;
        var appends = new Appends(service, "k");
        var underWay = new List<Task>();
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var victim = service.Node(isPrimary ? view.Primary : view.Backup);
            var kind = random.Next(2) == 0 ? EffectKind.Send : EffectKind.Reply;
            var crash = victim.CrashAtEffect(kind, random.Next(1, 5), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            await Task.WhenAll(underWay);
            underWay = [.. clients.Select(client => cluster.World.RunAsync(async () =>
            {
                for (var times = 0; times < 4; times++)
                    await appends.NextAsync(client);
            }))];
            await Task.WhenAny(crash, cluster.PassAsync(1.Seconds()));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 1.Seconds()));
            service.EndFaults();
        }

        await service.FinishAsync(underWay);
        service.CheckAppends("k", await clients[0].GetAsync("k"));
        await service.ConcludeAsync();
    }

    private static async Task CrashRepeatedlyAsync(PbCluster cluster, bool isUnreliable)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 3);
        service.Patience = null;
        var load = new Workload(service, "a", "b") { Pause = 50.Milliseconds() };
        load.Start(clients);
        for (var round = 0; round < 8; round++)
        {
            var random = cluster.Nemesis(round);
            service.EndFaults();
            var view = await service.SettleAsync();
            var victim = service.Node(random.Next(2) == 0 ? view.Primary : view.Backup);
            if (isUnreliable)
                cluster.World.Network.Profile = Weather.Unreliable;
            if (random.Next(2) == 0)
                victim.Crash();
            else
                _ = victim.CrashAtEffect(null, random.Next(1, 10), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            await cluster.PassAsync(random.Between(100.Milliseconds(), 3.Seconds()));
        }

        service.EndFaults();
        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Done, 50, "operations between crashes");
        await service.ConcludeAsync();
    }
}
