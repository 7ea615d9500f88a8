using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Clients get, put and append while something goes wrong in round after round, until enough was done; then all is well, and
/// everybody gets on.</summary>
/// <remarks>How much gets done in a given time of faults is a matter of luck. So the faults go on instead, and only who gets nothing done
/// for long fails.</remarks>
internal sealed class Ordeal(KvCluster cluster)
{
    /// <summary>How many clients there are.</summary>
    public int Clients { get; init; } = 4;

    /// <summary>How many keys they share.</summary>
    public int Keys { get; init; } = 2;

    /// <summary>The longest pause between two operations of a client.</summary>
    public TimeSpan PauseMost { get; init; } = 100.Milliseconds();

    /// <summary>How many rounds there are at least.</summary>
    public int Rounds { get; init; } = 6;

    /// <summary>How many operations must get done before the faults end.</summary>
    public int Least { get; init; } = 10;

    /// <summary>What goes wrong in one round, and the time that it lasts.</summary>
    public required Func<Random, Task> Round { get; init; }

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        var clients = await cluster.StartAsync(Clients);
        cluster.Patience = null;
        var load = new Workload(cluster) { Keys = Keys, PauseMost = PauseMost };
        load.Start(clients);
        var start = cluster.World.Now;
        for (var round = 1; round <= Rounds || (load.Done < Least && cluster.World.Now - start < Limits.Faults); round++)
            await Round(cluster.Nemesis(round));
        CheckProgress(load, cluster.World.Now - start);
        await cluster.ConcludeAsync(load);
    }

    private void CheckProgress(Workload load, TimeSpan time)
    {
        if (load.Done < Least)
        {
            throw new FailureException(
                FailureKind.Liveness,
                $"{load.Done} operations were done in {TraceText.Seconds(time)} of faults, and {Least} are the least that is needed; "
                + Cluster.See("no-answer"));
        }

        cluster.World.NoteMargin("the operations that must get done before the faults end", time, Limits.Faults);
    }
}
