using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>A world for one key/value service, or for several, one after the other or side by side: parts B and C.</summary>
public sealed class PbCluster
{
    private readonly Trial _trial;
    private readonly SimulatedNode _observer;
    private int _services;

    /// <summary>Makes the world.</summary>
    public PbCluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        _trial = trial;
        World = trial.World;
        World.Network.Profile = Weather.Reliable;
        _observer = World.AddGroup("observer", 1, (node, _) => new ObserverProgram(node))[0];
    }

    /// <summary>The world.</summary>
    public World World { get; }

    /// <summary>Makes a service without servers.</summary>
    public Service NewService(ReplicationMode mode = ReplicationMode.Synchronous) =>
        new(World, _trial.Subject, _observer, mode, _services++);

    /// <summary>The random sequence of the nemesis's action number <paramref name="action"/>; each has its own.</summary>
    public Random Nemesis(int action) => World.RandomFor("nemesis", action);

    /// <summary>Lets virtual time pass.</summary>
    public Task PassAsync(TimeSpan time) => World.Tester.Delay(time);
}
