using Labs.Framework;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part B: a primary that has been replaced and does not know it.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable.</remarks>
public sealed class OldPrimaryScenarios
{
    /// <summary>The primary is cut off from the view service, but not from clients and backup. The backup becomes primary, and refuses
    /// what the old one forwards: the old one answers nobody from that moment on, also no get.</summary>
    /// <remarks>Usual bugs: the primary answers gets from its own copy; the backup takes what is forwarded without a look at the view; a
    /// server that is primary takes what is forwarded to it.</remarks>
    [Scenario(Part = "B")]
    public async Task A_backup_that_was_promoted_refuses_its_old_primary(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 2);
        var (asker, writer) = (clients[0], clients[1]);
        for (var round = 0; round < 4; round++)
        {
            var view = await service.SettleAsync();
            var old = service.Node(view.Primary);
            await asker.GetAsync("k");
            await writer.PutAsync("k", $"old {round}");
            service.Cut(old, service.ViewService);
            asker.ReachOnly(old);
            cluster.World.Network.Cut(service.ViewService, asker.Node);
            await service.ViewAsync("the backup as primary", now => now.Primary == view.Backup);
            // Until the backup hears of it, it takes what the old primary forwards, and that does no harm.
            await cluster.PassAsync(3 * Pace.Ping);
            service.Patience = Limits.Failover;
            await writer.PutAsync("k", $"new {round}");

            service.Patience = null;
            var asked = cluster.Nemesis(round).Next(3) switch
            {
                0 => asker.PutAsync("k", $"late {round}"),
                1 => asker.AppendAsync("k", $"[late {round}]"),
                _ => asker.GetAsync("k"),
            };
            await service.StaysOpenAsync(asked, "its client could reach nobody but an old primary");
            await writer.GetsAsync("k", $"new {round}", "old-primary");
            service.EndFaults();
            await service.FinishAsync(asked);
            service.Patience = Limits.Operation;
        }

        await service.ConcludeAsync();
    }

    /// <summary>A get is on its way to the primary, and takes long. Meanwhile the primary is cut off from the view service, replaced, and
    /// a client puts a new value: the get must not bring the old one.</summary>
    /// <remarks>Usual bug: the primary answers a get without asking its backup.</remarks>
    [Scenario(Part = "B")]
    public async Task A_get_that_comes_late_to_an_old_primary_is_not_answered_with_an_old_value(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 2);
        var (asker, writer) = (clients[0], clients[1]);
        for (var round = 0; round < 3; round++)
        {
            var view = await service.SettleAsync();
            var (old, successor) = (service.Node(view.Primary), service.Node(view.Backup));
            await asker.GetAsync("k");
            await writer.PutAsync("k", $"old {round}");
            // The clerk's first request is under way for two or three seconds, and nobody else can be reached.
            cluster.World.Network.SetLatency(asker.Node, old, 2.Seconds(), 3.Seconds());
            service.Cut(asker.Node, successor, service.ViewService);
            service.Patience = null;
            var get = asker.GetAsync("k");
            await cluster.PassAsync(cluster.Nemesis(round).Between(1.Milliseconds(), 20.Milliseconds()));
            service.Cut(old, service.ViewService);
            if (cluster.Nemesis(round).Next(2) == 0)
                service.Cut(old, successor);
            await service.ViewAsync("the backup as primary", now => now.Primary == view.Backup);
            service.Patience = Limits.Failover;
            await writer.PutAsync("k", $"new {round}");
            service.Patience = null;
            await service.StaysOpenAsync(get, "its client could reach nobody but an old primary");
            service.EndFaults();
            await service.FinishAsync(get);
            service.Patience = Limits.Operation;
        }

        await service.ConcludeAsync();
    }

    /// <summary>The first primary is cut off from all others but a client; the second takes over and dies; the third has the data. An
    /// operation at the first one does not complete, though nobody is left who could refuse it there.</summary>
    /// <remarks>Usual bug: a primary that can't reach its backup takes it for dead, without the view service's word.</remarks>
    [Scenario(Part = "B")]
    public async Task An_operation_at_a_primary_that_is_cut_off_does_not_complete(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 2);
        var (asker, writer) = (clients[0], clients[1]);
        for (var round = 0; round < 3; round++)
        {
            var view = await service.SettleAsync();
            var (first, second) = (service.Node(view.Primary), service.Node(view.Backup));
            await asker.AppendAsync("k", $"[a{round}]");
            service.Cut(first, [service.ViewService, .. service.Except(first)]);
            asker.ReachOnly(first);
            cluster.World.Network.Cut(service.ViewService, asker.Node);
            service.Patience = null;
            var asked = cluster.Nemesis(round).Next(2) == 0 ? asker.GetAsync("k") : asker.AppendAsync("k", $"[late{round}]");
            var next = await service.ViewAsync(
                "the second server as primary, and the third as backup",
                now => now.Primary == view.Backup && now.Backup is { } backup && service.Node(backup) != first);
            service.Patience = Limits.Failover;
            await writer.AppendAsync("k", $"[b{round}]");
            await cluster.PassAsync(3 * Pace.Ping);
            second.Crash();
            await service.ViewAsync("the third server as primary", now => now.Primary == next.Backup);
            await writer.AppendAsync("k", $"[c{round}]");
            service.Patience = null;
            await service.StaysOpenAsync(asked, "its client could reach nobody but a primary that was cut off and replaced");
            service.EndFaults();
            await service.FinishAsync(asked);
            service.Patience = Limits.Operation;
        }

        await service.ConcludeAsync();
    }

    /// <summary>A client knows a server as the primary. It is replaced, comes back as the backup, and is cut off; and then the client asks
    /// it, since it can reach nobody else. It is not the primary, by its own knowledge, and answers nothing.</summary>
    /// <remarks>Usual bug: a backup answers gets, since it has all the data.</remarks>
    [Scenario(Part = "B")]
    public async Task A_backup_that_is_asked_answers_nobody(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 2);
        var (asker, writer) = (clients[0], clients[1]);
        for (var round = 0; round < 3; round++)
        {
            var view = await service.SettleAsync();
            var (old, successor) = (service.Node(view.Primary), service.Node(view.Backup));
            await asker.AppendAsync("k", $"[a{round}]");
            service.Cut(old, service.ViewService);
            await service.ViewAsync("the backup as primary", now => now.Primary == view.Backup);
            service.EndFaults();
            await service.SettleAsync();
            // It is the backup now, knows it, and does not hear that it is taken out.
            service.Cut(old, [service.ViewService, successor]);
            asker.ReachOnly(old);
            service.Cut(asker.Node, service.ViewService);
            await service.ViewAsync("the primary alone", now => now.Primary == view.Backup && now.Backup is null);
            service.Patience = Limits.Failover;
            await writer.AppendAsync("k", $"[b{round}]");
            service.Patience = null;
            var asked = cluster.Nemesis(round).Next(3) == 0 ? asker.AppendAsync("k", $"[late{round}]") : asker.GetAsync("k");
            await service.StaysOpenAsync(asked, "its client could reach nobody but a backup that was taken out");
            service.EndFaults();
            await service.FinishAsync(asked);
            service.Patience = Limits.Operation;
        }

        await service.ConcludeAsync();
    }

    /// <summary>The primary and its backup can't talk, though both reach the view service, so that no view changes: nothing is answered
    /// that the backup does not have. When the link is back, all goes on.</summary>
    /// <remarks>Usual bugs: no answer of the backup is taken for a yes; the primary goes on alone by its own decision.</remarks>
    [Scenario(Part = "B")]
    public async Task A_primary_that_cannot_reach_its_backup_answers_nobody(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 2, clients: 3);
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            switch (random.Next(3))
            {
                case 0:
                    cluster.World.Network.Cut(primary, backup);
                    break;
                case 1:
                    cluster.World.Network.Cut(backup, primary);
                    break;
                default:
                    service.Cut(primary, backup);
                    break;
            }

            service.Patience = null;
            Task[] asked = [clients[0].GetAsync("k"), clients[1].PutAsync("k", $"{round}"), clients[2].AppendAsync("k", $"[{round}]")];
            await service.StaysOpenAsync(Task.WhenAny(asked), "the primary can't know whether its backup has it");
            if (random.Next(2) == 0)
                primary.Crash();
            service.EndFaults();
            await service.FinishAsync(asked);
            service.Patience = Limits.Operation;
        }

        await service.ConcludeAsync();
    }

    /// <summary>The primary stops for seconds, as a suspended machine does, and is replaced. When it goes on, it is the primary by its
    /// own knowledge, with requests in its hands: what it does must do no harm.</summary>
    /// <remarks>Usual bug: what was known before an await is not looked at again.</remarks>
    [Scenario(Part = "B")]
    public async Task A_primary_that_wakes_up_again_does_no_harm(PbCluster cluster)
    {
        var service = cluster.NewService();
        var clients = await service.StartAsync(servers: 3, clients: 4);
        service.Patience = null;
        var load = new Workload(service, "a", "b") { Pause = 50.Milliseconds() };
        load.Start(clients);
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            var view = await service.SettleAsync();
            var primary = service.Node(view.Primary);
            primary.Pause();
            await cluster.PassAsync(random.Between(300.Milliseconds(), 3.Seconds()));
            primary.Resume();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 300.Milliseconds()));
        }

        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Done, 50, "operations");
        await service.ConcludeAsync();
    }
}
