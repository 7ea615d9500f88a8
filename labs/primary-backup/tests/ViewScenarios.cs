using Labs.Framework;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part A: the rules of the view service, one by one. The servers ping and do nothing else.</summary>
/// <remarks>In every scenario each view that anybody is told is held against the rules (<see cref="ViewWatch"/>).</remarks>
public sealed class ViewScenarios
{
    /// <summary>Before anybody pings there is view 0, without a primary; who asks for the view does not get into it. The first to ping is
    /// the primary of view 1.</summary>
    /// <remarks>Usual bugs: view 0 has a primary; whoever asks is a server; the number begins elsewhere.</remarks>
    [Scenario(Part = "A")]
    public async Task The_first_server_that_pings_is_the_primary(ViewCluster cluster)
    {
        await cluster.StaysAsync(1.Seconds(), "nobody has pinged", "no-reason");
        var view = await cluster.ViewAsync();
        Expect.Safety(view == View.None, $"before the first ping the view is {view}, and {View.None} is right; {Handout.See("wrong-view")}");

        var first = cluster.Servers[cluster.Nemesis(0).Next(3)];
        first.IsPinging = true;
        view = await cluster.BecomesAsync(first, null);
        Expect.Safety(view.Number == 1, $"the first view with a primary is {view}, and its number must be 1; {Handout.See("wrong-view")}");
        await cluster.StaysAsync(2.Seconds(), "nobody else pings, and the primary does", "no-reason");
    }

    /// <summary>The second server that pings becomes the backup; a third stays idle.</summary>
    /// <remarks>Usual bugs: nobody is taken in but at a death; a third server takes the second one's place.</remarks>
    [Scenario(Part = "A")]
    public async Task The_second_server_becomes_the_backup(ViewCluster cluster)
    {
        var (primary, backup, idle) = (cluster.Servers[0], cluster.Servers[1], cluster.Servers[2]);
        await cluster.StartAsync(primary);
        backup.IsPinging = true;
        var view = await cluster.BecomesAsync(primary, backup);
        Expect.Safety(view.Number == 2, $"the second view is {view}, and its number must be 2; {Handout.See("wrong-view")}");
        idle.IsPinging = true;
        await cluster.StaysAsync(2.Seconds(), "primary and backup ping", "no-reason");
    }

    /// <summary>The primary dies, and the backup takes its place, half a second later and no sooner.</summary>
    /// <remarks>Usual bugs: a death is never noticed; the backup takes over at the first ping that fails to come.</remarks>
    [Scenario(Part = "A")]
    public async Task The_backup_takes_over_when_the_primary_dies(ViewCluster cluster)
    {
        var (primary, backup) = (cluster.Servers[0], cluster.Servers[1]);
        await cluster.StartAsync(primary, backup);
        await cluster.PassAsync(cluster.Nemesis(0).Between(TimeSpan.Zero, 3.Seconds()));
        primary.Node.Crash();
        await cluster.BecomesAsync(backup, null);
        await cluster.StaysAsync(2.Seconds(), "the new primary pings, and nobody else", "no-reason");
    }

    /// <summary>A server that lost its office and comes back is a server like any other: it becomes the backup, and only that.</summary>
    /// <remarks>Usual bugs: who was the primary gets its office back; who was dead once is never taken in again.</remarks>
    [Scenario(Part = "A")]
    public async Task A_server_that_comes_back_becomes_the_backup(ViewCluster cluster)
    {
        var (first, second) = (cluster.Servers[0], cluster.Servers[1]);
        await cluster.StartAsync(first, second);
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var isCrash = random.Next(2) == 0;
            if (isCrash)
                first.Node.Crash();
            else
                first.IsPinging = false;
            await cluster.BecomesAsync(second, null);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 2.Seconds()));
            if (isCrash)
                first.Node.Start();
            else
                first.IsPinging = true;
            await cluster.BecomesAsync(second, first);
            await cluster.StaysAsync(1.Seconds(), "both ping", "no-reason");
            (first, second) = (second, first);
        }
    }

    /// <summary>The primary dies while a third server is idle: one view makes the backup the primary, and the idle one the
    /// backup.</summary>
    /// <remarks>Usual bug: the backup is promoted in one view and the idle server taken in with the next, so that there is a time
    /// without a backup, and two rounds of acknowledgement.</remarks>
    [Scenario(Part = "A")]
    public async Task An_idle_server_is_taken_in_with_the_same_view(ViewCluster cluster)
    {
        var order = cluster.Servers.ToArray();
        await cluster.StartAsync(order[0], order[1]);
        order[2].IsPinging = true;
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            await cluster.PassAsync(random.Between(300.Milliseconds(), 1.Seconds()));
            var before = await cluster.ViewAsync();
            var isPrimary = random.Next(2) == 0;
            var victim = order[isPrimary ? 0 : 1];
            victim.Node.Crash();
            order = isPrimary ? [order[1], order[2], victim] : [order[0], order[2], victim];
            var view = await cluster.BecomesAsync(order[0], order[1]);
            Expect.Safety(
                view.Number == before.Number + 1,
                $"{ViewWatch.Say(before)}, and then {ViewWatch.Say(view)}: an idle server was there, so one view is enough; "
                + Handout.See("wrong-view"));
            victim.Node.Start();
            await cluster.StaysAsync(500.Milliseconds(), "everybody pings", "no-reason");
        }
    }

    /// <summary>A server crashes and is back within milliseconds. No ping was missed, but it has lost its data: it counts as
    /// dead.</summary>
    /// <remarks>Usual bug: a server is known by its address, so that the pings of its next life keep the dead one alive.</remarks>
    [Scenario(Part = "A")]
    public async Task A_server_that_restarts_at_once_counts_as_dead(ViewCluster cluster)
    {
        var order = cluster.Servers.ToArray();
        await cluster.StartAsync(order[0], order[1]);
        order[2].IsPinging = true;
        for (var round = 0; round < 4; round++)
        {
            await cluster.PassAsync(cluster.Nemesis(round).Between(300.Milliseconds(), 1.Seconds()));
            var isPrimary = cluster.Nemesis(round).Next(2) == 0;
            var victim = order[isPrimary ? 0 : 1];
            if (!victim.Restart())
                continue;
            // Who becomes the backup is the view service's choice: both the third server and the new one are idle and alive.
            var (primary, third) = (order[isPrimary ? 1 : 0], order[2]);
            var view = await cluster.World.UntilAsync(
                Limits.NextView,
                "a view without the server that restarted, but as a new one",
                cluster.ViewAsync,
                now => now.Primary == primary.Id && (now.Backup == third.Id || now.Backup == victim.Id),
                "no-view");
            order = view.Backup == third.Id ? [primary, third, victim] : [primary, victim, third];
            await cluster.StaysAsync(1.Seconds(), "everybody pings, and the restarted server is a new one", "no-reason");
        }
    }

    /// <summary>A backup that dies is taken out; and where no idle server is left, the primary goes on alone.</summary>
    /// <remarks>Usual bug: only the primary is watched.</remarks>
    [Scenario(Part = "A")]
    public async Task A_dead_backup_is_taken_out(ViewCluster cluster)
    {
        var (primary, backup, idle) = (cluster.Servers[0], cluster.Servers[1], cluster.Servers[2]);
        await cluster.StartAsync(primary, backup);
        await cluster.PassAsync(cluster.Nemesis(0).Between(TimeSpan.Zero, 1.Seconds()));
        backup.Node.Crash();
        await cluster.BecomesAsync(primary, null);
        await cluster.StaysAsync(1.Seconds(), "the primary pings, and nobody else", "no-reason");
        idle.IsPinging = true;
        await cluster.BecomesAsync(primary, idle);
    }

    /// <summary>Until the primary has pinged with the number of the present view, nobody is promoted and nobody taken in, whoever has
    /// died and whoever is idle.</summary>
    /// <remarks>Usual bugs: any ping of the primary counts as an acknowledgement; the acknowledgement of an earlier view counts for this
    /// one; only promotions wait for it.</remarks>
    [Scenario(Part = "A")]
    public async Task A_view_is_not_left_before_its_primary_has_acknowledged_it(ViewCluster cluster)
    {
        var (primary, backup, idle) = (cluster.Servers[0], cluster.Servers[1], cluster.Servers[2]);
        primary.Freeze(0);
        primary.IsPinging = true;
        await cluster.BecomesAsync(primary, null);
        backup.IsPinging = true;
        await cluster.StaysAsync(2.Seconds(), "the primary has not acknowledged the first view", "not-acknowledged");
        primary.Freeze(1);
        await cluster.BecomesAsync(primary, backup);

        idle.IsPinging = true;
        await cluster.PassAsync(1.Seconds());
        primary.Node.Crash();
        await cluster.StaysAsync(3.Seconds(), "the primary died before it acknowledged the view: its backup may have no data", "not-acknowledged");
        // The one exception needs a primary that is alive.
        backup.Node.Crash();
        await cluster.StaysAsync(2.Seconds(), "primary and backup are both dead", "no-reason");
    }

    /// <summary>A backup dies before the primary could give it the data, and so acknowledge the view: it is taken out all the
    /// same. The view without a backup has to be acknowledged like any other.</summary>
    /// <remarks>Usual bugs: the acknowledgement is awaited from a primary that waits for a dead backup; a view without a backup counts
    /// as acknowledged, since the one before was.</remarks>
    [Scenario(Part = "A")]
    public async Task A_backup_that_dies_before_the_acknowledgement_is_taken_out(ViewCluster cluster)
    {
        var (primary, backup, idle) = (cluster.Servers[0], cluster.Servers[1], cluster.Servers[2]);
        var view = await cluster.StartAsync(primary);
        for (var round = 0; round < 3; round++)
        {
            primary.Freeze(view.Number);
            backup.IsPinging = true;
            view = await cluster.BecomesAsync(primary, backup);
            await cluster.PassAsync(cluster.Nemesis(round).Between(TimeSpan.Zero, 800.Milliseconds()));
            if (cluster.Nemesis(round).Next(2) == 0)
                backup.Restart();
            backup.IsPinging = false;
            view = await cluster.BecomesAsync(primary, null);
            primary.Thaw();
            await cluster.AcknowledgedAsync();
            await cluster.StaysAsync(500.Milliseconds(), "only the primary pings", "no-reason");
        }

        idle.IsPinging = true;
        view = await cluster.BecomesAsync(primary, idle);
        await cluster.AcknowledgedAsync();
        // That this view was acknowledged says nothing of the next one.
        primary.Freeze(view.Number);
        idle.IsPinging = false;
        await cluster.BecomesAsync(primary, null);
        backup.IsPinging = true;
        await cluster.StaysAsync(2.Seconds(), "the primary has not acknowledged the view in which it is alone", "not-acknowledged");
        primary.Thaw();
        await cluster.BecomesAsync(primary, backup);
    }

    /// <summary>Primary and backup are gone, and an idle server is there, or comes: it has no data, and never becomes primary. The
    /// service stands still, until one of the two is heard again.</summary>
    /// <remarks>Usual bug: somebody must be primary, so whoever is alive is.</remarks>
    [Scenario(Part = "A", Servers = 4)]
    public async Task An_empty_server_never_becomes_primary(ViewCluster cluster)
    {
        var (primary, backup) = (cluster.Servers[0], cluster.Servers[1]);
        await cluster.StartAsync(primary, backup);
        var random = cluster.Nemesis(0);
        var last = random.Next(2) == 0 ? primary : backup;
        primary.IsPinging = false;
        backup.IsPinging = false;
        await cluster.PassAsync(2.Seconds());
        cluster.Servers[2].IsPinging = true;
        await cluster.PassAsync(random.Between(TimeSpan.Zero, 2.Seconds()));
        cluster.Servers[3].IsPinging = true;
        await cluster.StaysAsync(3.Seconds(), "nobody who is alive has the data", "empty-primary");
        last.IsPinging = true;
        await cluster.World.UntilAsync(
            Limits.NextView, "the one of the two who is back as primary", cluster.ViewAsync, view => view.Primary == last.Id, "no-view");

        // The same without anybody who could come back.
        await cluster.AcknowledgedAsync();
        await cluster.PassAsync(1.Seconds());
        foreach (var server in cluster.Servers)
            server.Node.Crash();
        await cluster.PassAsync(2.Seconds());
        foreach (var server in cluster.Servers)
            server.Node.Start();
        await cluster.StaysAsync(3.Seconds(), "all servers crashed, and those that came back have no data", "empty-primary");
    }

    /// <summary>An idle server dies, and then the backup: the dead one is not taken in.</summary>
    /// <remarks>Usual bug: who is idle is remembered, and nobody looks whether it is alive.</remarks>
    [Scenario(Part = "A")]
    public async Task A_dead_idle_server_is_not_taken_in(ViewCluster cluster)
    {
        var (primary, backup, idle) = (cluster.Servers[0], cluster.Servers[1], cluster.Servers[2]);
        await cluster.StartAsync(primary, backup);
        for (var round = 0; round < 3; round++)
        {
            var random = cluster.Nemesis(round);
            idle.IsPinging = true;
            await cluster.PassAsync(random.Between(1.Seconds(), 2.Seconds()));
            idle.Node.Crash();
            await cluster.PassAsync(random.Between(1.Seconds(), 2.Seconds()));
            backup.Node.Crash();
            await cluster.BecomesAsync(primary, null);
            await cluster.StaysAsync(1.Seconds(), "only the primary is alive", "no-reason");
            backup.Node.Start();
            await cluster.BecomesAsync(primary, backup);
            await cluster.AcknowledgedAsync();
            idle.Node.Start();
        }
    }

    /// <summary>Pings fail to come, up to three in a row: nobody is dead, and nothing changes.</summary>
    /// <remarks>Usual bugs: a server is dead when one ping fails to come; each ping makes a view.</remarks>
    [Scenario(Part = "A")]
    public async Task Three_lost_pings_are_no_death(ViewCluster cluster)
    {
        var (primary, backup) = (cluster.Servers[0], cluster.Servers[1]);
        await cluster.StartAsync(primary, backup);
        cluster.Servers[2].IsPinging = true;
        var steady = cluster.World.RunAsync(() => cluster.StaysAsync(10.Seconds(), "nobody was silent for half a second", "no-reason"));
        for (var round = 0; round < 12; round++)
        {
            var random = cluster.Nemesis(round);
            foreach (var server in cluster.Servers.Take(2))
                server.IsPinging = random.Next(2) == 0;
            // A ping before the silence and one after it: less than half a second between them, with what a message may take.
            await cluster.PassAsync(Limits.Silence);
            foreach (var server in cluster.Servers)
                server.IsPinging = true;
            await cluster.PassAsync(random.Between(200.Milliseconds(), 500.Milliseconds()));
        }

        await steady;
    }
}
