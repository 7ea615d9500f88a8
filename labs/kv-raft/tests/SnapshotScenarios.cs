using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>Part C, on the tests' own machine: logs are kept short by snapshots, and a machine is made again from one.</summary>
/// <remarks>At every snapshot that a machine is given: it was made by a machine, holds what that one had executed then, and leads
/// nobody back.</remarks>
public sealed class SnapshotScenarios
{
    // 6.5840 has a limit of 1000 bytes, and lets the log grow to twice of it.
    private const long LogLimit = 600;

    /// <summary>Logs stay short while commands go on, and after a restart of all the machine is what it was (7).</summary>
    /// <remarks>6.5840: TestSnapshot4C. Usual bugs: the snapshot is made when the command is submitted, and not when it was executed; a
    /// server that does not lead makes none; after a restart the snapshot is not restored.</remarks>
    [Scenario(Part = "C")]
    public async Task Snapshots_keep_the_log_short(MachineCluster cluster)
    {
        cluster.LogLimit = LogLimit;
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync();
            for (var i = 0; i < 60; i++)
            {
                await cluster.AnsweredAsync(cluster.Submit(leader), "an answer while nothing is wrong");
                await cluster.PassAsync(10.Milliseconds());
                cluster.CheckLogs(Limits.Log);
            }

            await cluster.ExecutedAsync(cluster.Servers);
            cluster.CrashAll();
            cluster.RestartAll();
            await cluster.AgreeAsync(cluster.Servers);
        }
    }

    /// <summary>A snapshot is made when the log has become long, and not for every command: it costs as much as the machine is large. It
    /// is made also while there are always commands under way.</summary>
    /// <remarks>Usual bug: the snapshot waits for a moment at which nobody waits.</remarks>
    [Scenario(Part = "C")]
    public async Task A_snapshot_is_made_when_the_log_is_long_and_only_then(MachineCluster cluster)
    {
        cluster.LogLimit = 2000;
        await cluster.AgreeAsync(cluster.Servers);
        var leader = await cluster.LeaderAsync();
        for (var i = 0; i < 200; i++)
            await cluster.AnsweredAsync(cluster.Submit(leader), "an answer while nothing is wrong");
        await cluster.ExecutedAsync(cluster.Servers);
        cluster.CheckLogs(Limits.LongLog);
        Expect.Budget(
            cluster.World,
            cluster.Servers.Sum(server => server.Snapshots),
            Limits.SnapshotsFor200,
            "snapshots of three servers for 200 commands");

        // An answer takes three times as long as it takes to the next command.
        cluster.SlowDown(14.Milliseconds(), 16.Milliseconds());
        var commands = new List<Command>();
        for (var i = 0; i < 600; i++)
        {
            commands.Add(cluster.Submit(leader));
            await cluster.PassAsync(10.Milliseconds());
            cluster.CheckLogs(Limits.LongLog);
        }

        await cluster.OverAsync(commands, Limits.Answer, "the leader");
    }

    /// <summary>The leader is cut off, with commands of which nobody else knows, for longer than the others' log reaches: its machine
    /// gets their snapshot, and all who waited are told null within a second (7).</summary>
    /// <remarks>Usual bugs: the machine is not restored when Raft brings a snapshot; who waits for an index that the snapshot covers waits
    /// for ever; the commands after the snapshot are executed on the old machine.</remarks>
    [Scenario(Part = "C")]
    public async Task A_server_that_lags_behind_gets_a_snapshot(MachineCluster cluster)
    {
        cluster.LogLimit = LogLimit;
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync();
            var others = cluster.Except(leader);
            cluster.ConnectOnly(others);
            await cluster.PassAsync(Limits.InFlight);
            var lost = cluster.Submit(leader, cluster.Nemesis(round).Next(1, 10));
            var next = await cluster.LeaderAsync(others);
            foreach (var command in cluster.Submit(next, 50))
                await cluster.AnsweredAsync(command, "the answers to fifty commands");
            await cluster.ExecutedAsync(others);
            cluster.EndFaults();
            await cluster.OverAsync(lost, Limits.Release, "the leader that was cut off");
            await cluster.AgreeAsync(cluster.Servers);
            cluster.CheckLogs(Limits.Log);
        }
    }

    /// <summary>Servers crash just before or just after any save, message or execution, while snapshots are made and installed: each
    /// begins again with the one state or the other (7).</summary>
    [Scenario(Part = "C")]
    public async Task A_server_that_crashes_around_a_snapshot_has_the_old_one_or_the_new_one(MachineCluster cluster)
    {
        cluster.LogLimit = LogLimit;
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync();
            var victim = cluster.Draw(random, 1)[0];
            EffectKind? kind = random.Next(3) switch { 0 => EffectKind.Save, 1 => EffectKind.Callback, _ => null };
            victim.CrashAt(kind, random.Next(1, 60), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            if (random.Next(3) == 0)
                cluster.ConnectOnly(cluster.Except(victim));
            var commands = cluster.Submit(leader, random.Next(10, 50));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 30.Milliseconds()));
            cluster.EndFaults();
            await cluster.OverAsync(commands, Limits.Agreement, "the leader");
            await cluster.AgreeAsync(cluster.Servers);
        }
    }
}
