using Labs.Framework;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part A: the view service on links that fail one way, with messages that get lost, come twice or late, and all of it at
/// once.</summary>
/// <remarks>In every scenario each view that anybody is told is held against the rules (<see cref="ViewWatch"/>).</remarks>
public sealed class ViewFaultScenarios
{
    /// <summary>The primary no longer hears the view service, which goes on hearing it: it is alive, and stays in office. When a backup
    /// is put in, the primary can't acknowledge that, and so nothing follows, until it hears again.</summary>
    /// <remarks>Usual bugs: an acknowledgement is taken from a ping that names an older view; a view is left because time has
    /// passed.</remarks>
    [Scenario(Part = "A")]
    public async Task A_primary_that_hears_nothing_stays_in_office(ViewCluster cluster)
    {
        var (primary, backup, idle) = (cluster.Servers[0], cluster.Servers[1], cluster.Servers[2]);
        await cluster.StartAsync(primary);
        for (var round = 0; round < 3; round++)
        {
            cluster.World.Network.Cut(cluster.ViewService, primary.Node);
            await cluster.StaysAsync(1.Seconds(), "the pings of the primary come", "no-reason");
            backup.IsPinging = idle.IsPinging = true;
            var view = await cluster.World.UntilAsync(
                Limits.NextView, "a view with a backup", cluster.ViewAsync, view => view.Backup is not null, "no-view");
            await cluster.StaysAsync(2.Seconds(), "the primary has not acknowledged the view", "not-acknowledged");
            cluster.World.Network.Join(cluster.ViewService, primary.Node);
            await cluster.AcknowledgedAsync();
            backup.IsPinging = idle.IsPinging = false;
            await cluster.BecomesAsync(primary, null);
            await cluster.AcknowledgedAsync();
        }
    }

    /// <summary>The pings of the primary no longer come, though it hears all that the view service says: it counts as dead. When it is
    /// heard again, it is a server like any other.</summary>
    /// <remarks>Usual bug: who was the primary gets its office back.</remarks>
    [Scenario(Part = "A")]
    public async Task A_primary_that_is_not_heard_loses_its_office(ViewCluster cluster)
    {
        var (first, second) = (cluster.Servers[0], cluster.Servers[1]);
        await cluster.StartAsync(first, second);
        for (var round = 0; round < 4; round++)
        {
            await cluster.PassAsync(cluster.Nemesis(round).Between(300.Milliseconds(), 1.Seconds()));
            cluster.World.Network.Cut(first.Node, cluster.ViewService);
            await cluster.BecomesAsync(second, null);
            await cluster.PassAsync(cluster.Nemesis(round).Between(TimeSpan.Zero, 1.Seconds()));
            cluster.World.Network.Join(first.Node, cluster.ViewService);
            await cluster.BecomesAsync(second, first);
            (first, second) = (second, first);
        }
    }

    /// <summary>Pings come late, when their sender has long crashed and come back as another: they change nothing for long.</summary>
    /// <remarks>Usual bugs: an old acknowledgement counts for a newer view; a view names a server that does not exist any more, and waits
    /// for its primary to give it the data.</remarks>
    [Scenario(Part = "A")]
    public async Task Pings_of_an_earlier_life_do_no_harm(ViewCluster cluster)
    {
        var order = cluster.Servers.ToArray();
        await cluster.StartAsync(order[0], order[1]);
        order[2].IsPinging = true;
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            cluster.World.Network.Profile = Weather.TwiceAndLate;
            await cluster.PassAsync(random.Between(100.Milliseconds(), 1.Seconds()));
            order[random.Next(3)].Restart();
            await cluster.PassAsync(random.Between(500.Milliseconds(), 2.Seconds()));
            cluster.World.Network.Profile = Weather.Reliable;
            // The last of them has come, and the dead are known to be dead.
            await cluster.PassAsync(Limits.LateMessages);
            var view = await cluster.World.UntilAsync(
                Limits.NextView, "a view of servers that are alive", cluster.ViewAsync, view => IsAlive(cluster, view), "no-view");
            await cluster.StaysAsync(1.Seconds(), "everybody pings", "no-reason");
            var primary = cluster.Servers.Single(server => server.Id == view.Primary);
            var backup = cluster.Servers.Single(server => server.Id == view.Backup);
            order = [primary, backup, cluster.Servers.Single(server => server != primary && server != backup)];
        }
    }

    /// <summary>Messages get lost, servers fall silent, crash and come back, the view service stops for a while, links fail one way: the
    /// rules hold throughout, and when it is over there is a view of two servers that are alive.</summary>
    [Scenario(Part = "A", Servers = 4)]
    public async Task The_rules_hold_in_a_storm(ViewCluster cluster)
    {
        await cluster.StartAsync(cluster.Servers[0], cluster.Servers[1]);
        cluster.Servers[2].IsPinging = cluster.Servers[3].IsPinging = true;
        for (var round = 0; round < 40; round++)
        {
            var random = cluster.Nemesis(round);
            var server = cluster.Servers[random.Next(4)];
            switch (random.Next(7))
            {
                case 0:
                    cluster.World.Network.Profile = random.Next(2) == 0 ? Weather.Unreliable : Weather.TwiceAndLate;
                    break;
                case 1:
                    server.IsPinging = !server.IsPinging;
                    break;
                case 2:
                    cluster.World.Network.Cut(server.Node, cluster.ViewService);
                    break;
                case 3:
                    cluster.World.Network.Cut(cluster.ViewService, server.Node);
                    break;
                case 4:
                    cluster.World.Network.Heal();
                    break;
                case 5:
                    await StopViewServiceAsync(cluster, random);
                    break;
                default:
                    await RestartOneOfTheOthersAsync(cluster, server);
                    break;
            }

            await cluster.PassAsync(random.Between(10.Milliseconds(), 900.Milliseconds()));
        }

        Calm(cluster);
        await cluster.PassAsync(Limits.LateMessages);
        await cluster.World.UntilAsync(
            Limits.NextView,
            "a view of servers that are alive",
            cluster.ViewAsync,
            view => IsAlive(cluster, view) || IsStuck(cluster, view),
            "no-view");
        await cluster.StaysAsync(2.Seconds(), "everybody pings", "no-reason");
    }

    private static bool IsAlive(ViewCluster cluster, View view) => view is { Primary: not null, Backup: not null }
        && IsPresent(cluster, view.Primary) && IsPresent(cluster, view.Backup);

    // A server that has restarted may be taken into a view with its life before, as long as pings of that come late. Where that life
    // is made the primary, nobody will ever acknowledge the view, and the rules leave the service no other.
    private static bool IsStuck(ViewCluster cluster, View view) => view.Primary is not null && !IsPresent(cluster, view.Primary)
        && !cluster.Watch.IsAcknowledged(view) && (view.Backup is null || IsPresent(cluster, view.Backup));

    private static bool IsPresent(ViewCluster cluster, ServerId id) => cluster.Servers.Any(server => server.Id == id);

    private static async Task StopViewServiceAsync(ViewCluster cluster, Random random)
    {
        cluster.ViewService.Pause();
        await cluster.PassAsync(random.Between(100.Milliseconds(), 2.Seconds()));
        cluster.ViewService.Resume();
    }

    // Who is in the view is not crashed here: with it the data would be gone, and the service would have to stand still. It still may
    // have to: a view service that has heard the former life lately may take that in.
    private static async Task RestartOneOfTheOthersAsync(ViewCluster cluster, Pinger server)
    {
        var view = await cluster.ViewAsync();
        if (server.Id != view.Primary && server.Id != view.Backup)
            server.Restart();
    }

    private static void Calm(ViewCluster cluster)
    {
        cluster.World.Network.Profile = Weather.Reliable;
        cluster.World.Network.Heal();
        foreach (var server in cluster.Servers)
            server.IsPinging = true;
    }
}
