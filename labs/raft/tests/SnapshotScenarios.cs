using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part D: logs are kept short by snapshots, and whoever lags too far behind gets one (the paper's section 7).</summary>
/// <remarks>Services make a snapshot every ten commands, at once or a little later. At every apply and every snapshot of every scenario:
/// nothing is skipped, nothing leads back, and a snapshot holds the state that its index stands for. With a probe, after every event:
/// the properties of figure 3.</remarks>
public sealed class SnapshotScenarios
{
    /// <summary>Logs stay short while commands go on (7).</summary>
    /// <remarks>6.5840: TestSnapshotBasic3D. Usual bugs: an index into the log that forgets what the snapshot removed; a log that is
    /// cut in memory but not on the disk.</remarks>
    [Scenario(Part = "D")]
    public async Task Snapshots_keep_the_log_short(RaftCluster cluster)
    {
        cluster.SnapshotEvery(10);
        await cluster.AgreeAsync();
        for (var round = 0; round < 15; round++)
        {
            await cluster.ProposeToLeadersAsync(cluster.Nemesis(round).Next(5, 15));
            await cluster.AgreeAsync();
            await CheckSavedStateAsync(cluster);
        }
    }

    /// <summary>A server that missed more than the log still has gets the leader's snapshot (7, figure 13).</summary>
    /// <remarks>6.5840: TestSnapshotInstall3D. Usual bugs: the leader does not notice that its log begins too late; after the snapshot
    /// nextIndex is not moved; the commit index of the follower is not.</remarks>
    [Scenario(Part = "D")]
    public Task A_server_that_was_cut_off_gets_a_snapshot(RaftCluster cluster) =>
        RunAsync(cluster, server => cluster.Isolate(server), server => cluster.Reconnect(server), rounds: 8);

    /// <summary>The same on an unreliable network: snapshots and replies to them get lost (7).</summary>
    /// <remarks>6.5840: TestSnapshotInstallUnreliable3D.</remarks>
    [Scenario(Part = "D")]
    public Task A_server_that_was_cut_off_gets_a_snapshot_on_an_unreliable_network(RaftCluster cluster)
    {
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        return RunAsync(cluster, server => cluster.Isolate(server), server => cluster.Reconnect(server), rounds: 8);
    }

    /// <summary>A server that was down gets a snapshot, and one that restarts begins with its own (7).</summary>
    /// <remarks>6.5840: TestSnapshotInstallCrash3D. Usual bugs: after a restart the service does not get the snapshot, or gets commands
    /// that it covers; the commit index begins at 0 though the log does not.</remarks>
    [Scenario(Part = "D")]
    public Task A_server_that_was_down_gets_a_snapshot(RaftCluster cluster) =>
        RunAsync(cluster, server => server.Crash(), server => server.Restart(), rounds: 8);

    /// <summary>The same on an unreliable network (7).</summary>
    /// <remarks>6.5840: TestSnapshotInstallUnCrash3D.</remarks>
    [Scenario(Part = "D")]
    public Task A_server_that_was_down_gets_a_snapshot_on_an_unreliable_network(RaftCluster cluster)
    {
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        return RunAsync(cluster, server => server.Crash(), server => server.Restart(), rounds: 8);
    }

    /// <summary>All servers crash, with snapshots of different age: each begins with its own, and none has lost anything (7).</summary>
    /// <remarks>6.5840: TestSnapshotAllCrash3D.</remarks>
    [Scenario(Part = "D")]
    public async Task Snapshots_survive_when_everybody_crashes(RaftCluster cluster)
    {
        cluster.SnapshotEvery(10);
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        var last = await cluster.AgreeAsync();
        for (var round = 0; round < 8; round++)
        {
            await cluster.ProposeToLeadersAsync(cluster.Nemesis(round).Next(5, 15));
            last = await cluster.AgreeAsync();
            cluster.CrashAll();
            cluster.RestartAll();
            var next = await cluster.AgreeAsync();
            Expect.Safety(
                next.Index > last.Index,
                $"index {last.Index} was committed, everybody restarted, and the next command got index {next.Index}; "
                + RaftCluster.See("leader-completeness"));
        }
    }

    /// <summary>A snapshot outlives several restarts, also when the state is saved anew between them (7).</summary>
    /// <remarks>6.5840: TestSnapshotInit3D. Usual bug: the snapshot is not read back into memory after a restart, and the next save
    /// writes an empty one.</remarks>
    [Scenario(Part = "D")]
    public async Task A_snapshot_survives_restart_after_restart(RaftCluster cluster)
    {
        cluster.SnapshotEvery(10);
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        await cluster.AgreeAsync();
        for (var round = 0; round < 4; round++)
        {
            await cluster.ProposeToLeadersAsync(13);
            await cluster.AgreeAsync();
            for (var restart = 0; restart < 3; restart++)
            {
                cluster.CrashAll();
                cluster.RestartAll();
                await cluster.AgreeAsync();
            }
        }
    }

    // A server, in one round of three the leader, is away for more commands than the others keep.
    private static async Task RunAsync(RaftCluster cluster, Action<RaftServer> remove, Action<RaftServer> bringBack, int rounds)
    {
        cluster.SnapshotEvery(10);
        await cluster.AgreeAsync();
        for (var round = 0; round < rounds; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync(Limits.UnreliableElection);
            var victim = round % 3 == 1 ? leader : cluster.Except(leader)[random.Next(2)];
            remove(victim);
            await cluster.AgreeAsync(cluster.Except(victim));
            for (var commands = random.Next(12, 25); commands > 0; commands -= 6)
            {
                await cluster.ProposeToLeadersAsync(cluster.Except(victim), Math.Min(commands, 6));
                await cluster.AgreeAsync(cluster.Except(victim));
            }

            bringBack(victim);
            await cluster.AgreeAsync();
            await CheckSavedStateAsync(cluster);
        }
    }

    // A service may have a snapshot under way.
    private static async Task CheckSavedStateAsync(RaftCluster cluster)
    {
        await cluster.PassAsync(Limits.InFlight);
        foreach (var server in cluster.Servers)
            Expect.Budget(cluster.World, server.Node.PersistedSize, Limits.SavedState, "bytes of saved state");
    }
}
