using Labs.Framework;
using Labs.Simulation;

namespace Labs.PaxosLab.Tests;

/// <summary>Bare majorities that take turns, some of whose servers crash in the middle of what they do and begin again.</summary>
internal static class Rotation
{
    private static readonly EffectKind?[] Kinds = [EffectKind.Reply, EffectKind.Save, EffectKind.Send, null];

    /// <summary>One turn.</summary>
    /// <param name="cluster">The servers.</param>
    /// <param name="random">What is drawn for this turn.</param>
    /// <param name="sequence">The instance that is begun.</param>
    public static async Task TurnAsync(PaxosCluster cluster, Random random, int sequence)
    {
        var servers = cluster.Shuffled(random);
        var turn = servers.Take(cluster.Majority).ToList();
        foreach (var server in turn)
        {
            server.Node.CancelPlannedCrash();
            // Who begins a new life begins a new attempt at once, and does not wait.
            if (random.Next(3) == 0)
                server.Crash();
            server.Restart();
        }

        cluster.ConnectOnly([.. turn]);
        await cluster.PassAsync(100.Microseconds());
        foreach (var server in turn)
        {
            if (random.Next(4) == 0)
                server.CrashAt(Kinds[random.Next(Kinds.Length)], random.Next(1, 8), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
        }

        await cluster.StartAsync(turn.Take(random.Next(1, 3)), sequence, isNeeded: false);
        await cluster.PassAsync(random.Next(3) > 0
            ? random.Between(TimeSpan.Zero, 4.Milliseconds())
            : random.Between(5.Milliseconds(), 150.Milliseconds()));
    }
}
