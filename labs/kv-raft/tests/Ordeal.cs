using Labs.Framework;
using Labs.Simulation;

namespace Labs.KvRaftLab.Tests;

/// <summary>What most scenarios of 6.5840 do: for five seconds clients get and put while the faults that were chosen go on; then all is
/// well, and everybody gets on.</summary>
internal sealed class Ordeal(KvCluster cluster)
{
    private static readonly TimeSpan Length = 5.Seconds();

    /// <summary>How many clients there are.</summary>
    public int Clients { get; init; } = 5;

    /// <summary>How many keys they share.</summary>
    public int Keys { get; init; } = 2;

    /// <summary>The longest pause between two operations of a client.</summary>
    public TimeSpan PauseMost { get; init; } = 150.Milliseconds();

    /// <summary>Whether messages get lost.</summary>
    public bool IsUnreliable { get; init; }

    /// <summary>Whether the servers are split in two, in another way every second or so.</summary>
    public bool HasPartitions { get; init; }

    /// <summary>Whether all servers crash and restart every second or so.</summary>
    public bool HasRestarts { get; init; }

    /// <summary>Something else that goes wrong, again and again.</summary>
    public Action<Random>? Strike { get; init; }

    /// <summary>How many operations must get done meanwhile.</summary>
    public required int Least { get; init; }

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        var clients = await cluster.StartAsync(Clients);
        var isCalm = !IsUnreliable && !HasPartitions && !HasRestarts && Strike is null;
        if (!isCalm)
            cluster.Patience = null;
        if (IsUnreliable)
            cluster.World.Network.Profile = Cluster.Unreliable;
        var load = new Workload(cluster) { Keys = Keys, PauseMost = PauseMost };
        load.Start(clients);
        var end = cluster.World.Now + Length;
        for (var round = 1; cluster.World.Now < end; round++)
            await RoundAsync(cluster.Nemesis(round));

        if (load.Done < Least)
        {
            throw new FailureException(
                FailureKind.Liveness,
                $"{load.Done} operations were done in 5 s, and {Least} are the least that is needed: {cluster.Describe()}; "
                + Cluster.See("no-answer"));
        }

        // A limit from below, turned round: how many times as long as it may take an operation takes.
        cluster.World.NoteMargin("operations that must get done, per mille of those done", 1000L * Least / load.Done, 1000);
        await cluster.ConcludeAsync(load);
    }

    private async Task RoundAsync(Random random)
    {
        if (HasPartitions)
            Split(random);
        Strike?.Invoke(random);
        await cluster.PassAsync(random.Between(500.Milliseconds(), 900.Milliseconds()));
        if (HasRestarts)
        {
            cluster.CrashAll();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 200.Milliseconds()));
            cluster.RestartAll();
        }

        await cluster.PassAsync(random.Between(400.Milliseconds(), 600.Milliseconds()));
    }

    private void Split(Random random)
    {
        var sides = cluster.Servers.ToLookup(_ => random.Next(2));
        cluster.Partition([.. sides[0]], [.. sides[1]]);
    }
}
