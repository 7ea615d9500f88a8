using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>What most scenarios of 6.5840 do: for five seconds, and until enough was done, clients get and put while the faults that were
/// chosen go on; then all is well, and everybody gets on.</summary>
/// <remarks>How much gets done in five seconds of faults is a matter of luck: a right solution may have no leader all that time. So the
/// faults go on instead, and only who gets nothing done for long fails.</remarks>
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

    /// <summary>Whether the servers are split in two, in another way in each round.</summary>
    public bool HasPartitions { get; init; }

    /// <summary>Whether all servers crash and restart in each round.</summary>
    public bool HasRestarts { get; init; }

    /// <summary>Something else that goes wrong in each round.</summary>
    public Action<Random>? Strike { get; init; }

    /// <summary>How long a round lasts.</summary>
    public (TimeSpan Least, TimeSpan Most) Round { get; init; } = (1.Seconds(), 1200.Milliseconds());

    /// <summary>How many operations must get done before the faults end.</summary>
    public required int Least { get; init; }

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        var clients = await cluster.StartAsync(Clients);
        if (IsUnreliable || HasPartitions || HasRestarts || Strike is not null)
            cluster.Patience = null;
        if (IsUnreliable)
            cluster.Weather = Cluster.Unreliable;
        var load = new Workload(cluster) { Keys = Keys, PauseMost = PauseMost };
        load.Start(clients);
        var start = cluster.World.Now;
        for (var round = 1; GoesOn(load, cluster.World.Now - start); round++)
            await RoundAsync(cluster.Nemesis(round));
        CheckProgress(load, cluster.World.Now - start);
        await cluster.ConcludeAsync(load);
    }

    private bool GoesOn(Workload load, TimeSpan time) => time < Length || (load.Done < Least && time < Limits.Faults);

    private async Task RoundAsync(Random random)
    {
        var length = random.Between(Round.Least, Round.Most);
        if (HasPartitions)
            Split(random);
        Strike?.Invoke(random);
        if (HasRestarts)
        {
            // Not at the moment at which the partition changes, too.
            await cluster.PassAsync(length / 2);
            cluster.CrashAll();
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 200.Milliseconds()));
            cluster.RestartAll();
            length /= 2;
        }

        await cluster.PassAsync(length);
    }

    private void Split(Random random)
    {
        var sides = cluster.Servers.ToLookup(_ => random.Next(2));
        cluster.Partition([.. sides[0]], [.. sides[1]]);
    }

    private void CheckProgress(Workload load, TimeSpan time)
    {
        if (load.Done < Least)
        {
            throw new FailureException(
                FailureKind.Liveness,
                $"{load.Done} operations were done in {TraceText.Seconds(time)} of faults, and {Least} are the least that is needed: "
                + $"{cluster.Describe()}; "
                + Cluster.See("no-answer"));
        }

        cluster.World.NoteMargin("the operations that must get done before the faults end", time, Limits.Faults);
    }
}
