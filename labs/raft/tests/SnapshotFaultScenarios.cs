using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part D: snapshots at the worst moments (the paper's section 7).</summary>
/// <remarks>At every apply and every snapshot of every scenario: nothing is skipped, nothing leads back, and a snapshot holds the state
/// that its index stands for. With a probe, after every event: the properties of figure 3.</remarks>
public sealed class SnapshotFaultScenarios
{
    private static readonly EffectKind?[] Kinds = [EffectKind.Save, EffectKind.Callback, EffectKind.Reply, EffectKind.Send, null];

    /// <summary>A server crashes while it takes over a snapshot, just before or after it saves, applies or replies; then it is half of
    /// the majority: state and snapshot on its disk belong together, and it knows what it said (7, figure 13).</summary>
    /// <remarks>Usual bugs: state and snapshot are saved one after the other; the snapshot goes to the service but not to the disk; the
    /// reply goes out first.</remarks>
    [Scenario(Part = "D")]
    public async Task A_server_that_crashes_around_an_installation_has_all_of_it_or_nothing(RaftCluster cluster)
    {
        cluster.SnapshotEvery(5);
        await cluster.AgreeAsync();
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync(Limits.Election);
            var victim = cluster.Except(leader)[random.Next(2)];
            cluster.Isolate(victim);
            await cluster.ProposeAsync(leader, random.Next(10, 16));
            await cluster.AgreeAsync(cluster.Except(victim));

            // The first saves are those of a new term, of the snapshot, and of what follows it.
            if (round % 2 == 0)
                victim.CrashAt(EffectKind.Save, random.Next(1, 4), Boundary.After);
            else
                victim.CrashAt(Kinds[random.Next(Kinds.Length)], random.Next(1, 5), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            cluster.Reconnect(victim);
            await cluster.PassWhileUpAsync(victim, 800.Milliseconds());
            victim.Node.CancelPlannedCrash();
            victim.Restart();
            var other = cluster.Except(victim)[random.Next(2)];
            cluster.ConnectOnly([victim, other]);
            await cluster.AgreeAsync([victim, other]);
            cluster.EndFaults();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>A server crashes while its own service makes a snapshot, and again when it has restarted with it: nothing is missing
    /// between the snapshot and the log (7).</summary>
    /// <remarks>Usual bugs: the log is cut and saved before the snapshot is; after a restart the service is given commands from index
    /// 1, or none before the next election.</remarks>
    [Scenario(Part = "D")]
    public async Task A_server_that_crashes_around_a_snapshot_begins_with_the_one_or_the_other(RaftCluster cluster)
    {
        cluster.SnapshotEvery(3);
        await cluster.AgreeAsync();
        for (var round = 0; round < 8; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync(Limits.Election);
            var victim = cluster.Draw(random, 1)[0];
            for (var crash = 0; crash < 2; crash++)
            {
                var kind = random.Next(3) == 0 ? EffectKind.Callback : EffectKind.Save;
                victim.CrashAt(kind, random.Next(1, 8), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
                await cluster.ProposeToLeadersAsync([leader], random.Next(4, 9));
                await cluster.PassWhileUpAsync(victim, 300.Milliseconds());
                victim.Restart();
                await cluster.PassAsync(random.Between(1.Milliseconds(), 50.Milliseconds()));
            }

            cluster.EndFaults();
            await cluster.AgreeAsync();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>A follower's answers take their time, so that the leader sends it snapshots of what it has already, and of less than
    /// it has: what follows in its log stays, as it may have been counted (7: 'retain log entries following it').</summary>
    /// <remarks>Usual bugs: a snapshot always replaces the whole log; it sets the commit index or what was applied back.</remarks>
    [Scenario(Part = "D")]
    public async Task Entries_that_follow_a_snapshot_stay(RaftCluster cluster)
    {
        cluster.SnapshotEvery(4);
        await cluster.AgreeAsync();
        for (var round = 0; round < 7; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync(Limits.Election);
            var followers = cluster.Except(leader);
            var (slow, absent) = random.Next(2) == 0 ? (followers[0], followers[1]) : (followers[1], followers[0]);
            if (round % 2 == 0)
                await AnswerLateAsync(cluster, random, leader, slow, absent);
            else
                await AnswerSlowlyAsync(cluster, random, leader, slow, absent);

            cluster.ConnectOnly([slow, absent]);
            await cluster.AgreeAsync([slow, absent]);
            cluster.EndFaults();
            await cluster.AgreeAsync();
        }
    }

    /// <summary>Snapshots and entries come twice, and seconds late, after newer ones: nothing leads back (7).</summary>
    /// <remarks>Usual bugs: an older snapshot replaces a newer one, in a server that has just restarted above all, as it does not know what
    /// is committed; an old AppendEntries that begins before the snapshot is refused for ever, or is laid at the wrong index.</remarks>
    [Scenario(Part = "D")]
    public async Task Snapshots_that_come_twice_or_late_undo_nothing(RaftCluster cluster)
    {
        cluster.SnapshotEvery(4);
        await cluster.AgreeAsync();
        for (var round = 0; round < 4; round++)
            await SendLateAsync(cluster, cluster.Nemesis(-1 - round), withRestart: false);
        for (var round = 4; round < 7; round++)
            await SendLateAsync(cluster, cluster.Nemesis(-1 - round), withRestart: true);
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            cluster.World.Network.Profile = RaftCluster.Reliable.WithDuplicatesAndLateMessages(random.Next(200, 600));
            var away = cluster.Draw(random, 1)[0];
            cluster.Isolate(away);
            for (var i = 0; i < 4; i++)
            {
                await cluster.ProposeToLeadersAsync(random.Next(2, 5));
                await cluster.PassAsync(random.Between(20.Milliseconds(), 300.Milliseconds()));
            }

            cluster.Reconnect(away);
            for (var i = 0; i < 3; i++)
            {
                await cluster.PassAsync(random.Between(50.Milliseconds(), 600.Milliseconds()));
                await cluster.ProposeToLeadersAsync(random.Next(1, 4));
            }
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>A large snapshot is sent to a server that needs it, and not again and again (7).</summary>
    /// <remarks>Usual bugs: a snapshot with each heartbeat until the reply comes; a snapshot where the log would do.</remarks>
    [Scenario(Part = "D")]
    public async Task A_snapshot_is_sent_to_who_needs_it_and_once(RaftCluster cluster)
    {
        const int size = 20_000;
        cluster.SnapshotEvery(10, size);
        await cluster.AgreeAsync();
        for (var round = 0; round < 4; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var away = cluster.Except(leader)[cluster.Nemesis(round).Next(2)];
            cluster.Isolate(away);
            var last = await cluster.ProposeAsync(leader, 25);
            await cluster.CommittedAsync(last, Limits.Commit, cluster.Except(away));
            var before = cluster.World.Network.Bytes;
            cluster.Reconnect(away);
            await cluster.AgreeAsync();
            Expect.Budget(
                cluster.World, cluster.World.Network.Bytes - before, 5 * size, "bytes to catch up by a snapshot of 20,000");

            before = cluster.World.Network.Bytes;
            for (var i = 0; i < 12; i++)
                await cluster.AgreeAsync();
            Expect.Budget(cluster.World, cluster.World.Network.Bytes - before, 4 * size, "bytes for 12 commands that need no snapshot");
        }
    }

    /// <summary>A leader that was cut off comes back with a tail of its own that goes further than the others' snapshot: all of the tail
    /// goes (7, figure 13, step 7).</summary>
    /// <remarks>Usual bugs: a follower whose log is long enough is never sent the snapshot, and refuses all entries for ever; what follows
    /// the snapshot's index in its log stays, whatever it is.</remarks>
    [Scenario(Part = "D")]
    public async Task A_long_tail_gives_way_to_a_snapshot(RaftCluster cluster)
    {
        cluster.SnapshotEvery(5);
        await cluster.AgreeAsync();
        for (var round = 0; round < 5; round++)
        {
            var random = cluster.Nemesis(round);
            var cutOff = await cluster.LeaderAsync(Limits.Election);
            var others = cluster.Except(cutOff);
            cluster.Isolate(cutOff);
            await cluster.PassAsync(Limits.InFlight);
            await cluster.ProposeToLeadersAsync([cutOff], random.Next(25, 40));
            await cluster.AgreeAsync(others);
            var leader = await cluster.LeaderAsync(Limits.Election, others);
            await cluster.CommittedAsync(await cluster.ProposeAsync(leader, random.Next(6, 15)), Limits.Commit, others);
            await cluster.PassAsync(Limits.InFlight);

            // In most rounds the next leader has to find out where their logs part.
            if (random.Next(4) > 0)
            {
                cluster.ConnectOnly(cluster.Except(leader));
                await cluster.AgreeAsync(cluster.Except(leader));
            }

            cluster.EndFaults();
            await cluster.AgreeAsync();
        }
    }

    /// <summary>Bare majorities take turns, crash and return, while services make snapshots: all agree on one log, of which nobody has
    /// all any more (5.4, 7).</summary>
    /// <remarks>Usual bugs: those of the same scenario in parts B and C, with logs that begin anywhere.</remarks>
    [Scenario(Part = "D", Servers = 5)]
    public async Task Bare_majorities_that_take_turns_agree_by_snapshots(RaftCluster cluster)
    {
        cluster.SnapshotEvery(5);
        await cluster.AgreeAsync();
        var rotation = new Rotation(cluster, withCrashes: true);
        for (var round = 0; round < 50; round++)
            await rotation.TurnAsync(round);
        await cluster.ConvergeAsync();
    }

    /// <summary>Everything at once, with snapshots; when it is over, all agree within seconds (5.3 to 5.6, 7).</summary>
    [Scenario(Part = "D", Servers = 5)]
    public async Task Snapshots_survive_a_storm(RaftCluster cluster)
    {
        cluster.SnapshotEvery(5);
        await cluster.AgreeAsync();
        var storm = new Storm(cluster);
        for (var round = 1; round <= 40; round++)
        {
            await storm.StrikeAsync(round);
            await cluster.ProposeToLeadersAsync(cluster.Nemesis(-round).Next(4));
        }

        cluster.EndFaults();
        await cluster.PassAsync(Storm.Aftermath);
        await cluster.ConvergeAsync();
    }

    // The slow follower has entries that both others have, and more; the leader hears that from the absent one first, and sends a
    // snapshot. Then the slow one's word comes and makes a majority.
    private static async Task AnswerLateAsync(
        RaftCluster cluster, Random random, RaftServer leader, RaftServer slow, RaftServer absent)
    {
        cluster.SnapshotWithin(null);
        cluster.World.Network.SetLatency(absent.Node, leader.Node, 200.Milliseconds(), 300.Milliseconds());
        cluster.World.Network.SetLatency(slow.Node, leader.Node, 500.Milliseconds(), 900.Milliseconds());
        await cluster.ProposeToLeadersAsync([leader], 8);
        await cluster.PassAsync(random.Between(100.Milliseconds(), 150.Milliseconds()));
        cluster.Isolate(absent);
        await cluster.ProposeToLeadersAsync([leader], random.Next(2, 7));
        await cluster.PassAsync(random.Between(1.Seconds(), 1300.Milliseconds()));
    }

    // Services take long for their snapshots: when one comes, the slow follower has applied more than it covers, though the leader has
    // not heard of it. Then commands go on, and all may happen.
    private static async Task AnswerSlowlyAsync(
        RaftCluster cluster, Random random, RaftServer leader, RaftServer slow, RaftServer absent)
    {
        cluster.SnapshotWithin(150.Milliseconds());
        cluster.World.Network.SetLatency(slow.Node, leader.Node, 300.Milliseconds(), 600.Milliseconds());
        await cluster.ProposeToLeadersAsync([leader], random.Next(6, 12));
        await cluster.PassAsync(300.Milliseconds());
        cluster.World.Network.SetLatency(absent.Node, leader.Node, 20.Milliseconds(), 90.Milliseconds());
        await ProposeSlowlyAsync(cluster, leader, random, 15);
        cluster.Isolate(absent);
        await ProposeSlowlyAsync(cluster, leader, random, 15);
    }

    // Entries and a snapshot are under way for long, and overtaken by another copy of it, by newer entries, and by a snapshot of the
    // follower's own. Then all hangs on what that follower knows, or on what it knows after a restart.
    private static async Task SendLateAsync(RaftCluster cluster, Random random, bool withRestart)
    {
        var leader = await cluster.LeaderAsync(Limits.Election);
        var followers = cluster.Except(leader);
        var (late, absent) = random.Next(2) == 0 ? (followers[0], followers[1]) : (followers[1], followers[0]);
        // It hears nothing for a while, and wants no election.
        late.ClockDrift = -500_000;
        cluster.World.Network.SetLatency(leader.Node, late.Node, 600.Milliseconds(), 900.Milliseconds());
        await cluster.ProposeToLeadersAsync([leader], random.Next(8, 12));
        await cluster.PassAsync(random.Between(270.Milliseconds(), 320.Milliseconds()));
        cluster.Isolate(absent);
        cluster.World.Network.SetLatency(leader.Node, late.Node, TimeSpan.Zero, 1.Milliseconds());
        await ProposeSlowlyAsync(cluster, leader, random, 10);
        if (withRestart)
        {
            // After the restart nothing new comes, so that what comes late comes to a server that was told nothing.
            cluster.World.Network.SetLatency(leader.Node, late.Node, 1.Seconds(), 2.Seconds());
            await cluster.PassAsync(Limits.InFlight);
            late.Crash();
            late.Restart();
        }

        await cluster.PassAsync(1.Seconds());
        late.ClockDrift = 0;
        cluster.ConnectOnly([late, absent]);
        await cluster.AgreeAsync([late, absent]);
        cluster.EndFaults();
        await cluster.AgreeAsync();
    }

    private static async Task ProposeSlowlyAsync(RaftCluster cluster, RaftServer leader, Random random, int commands)
    {
        for (var i = 0; i < commands; i++)
        {
            await cluster.ProposeToLeadersAsync([leader], 1);
            await cluster.PassAsync(random.Between(1.Milliseconds(), 60.Milliseconds()));
        }
    }
}
