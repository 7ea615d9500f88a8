using Labs.Simulation;
using Labs.Testing;

namespace Labs.Toy.Tests;

/// <summary>A group of toy servers.</summary>
public sealed class ToyCluster
{
    private readonly int[,] _greetings;

    /// <summary>Starts the servers.</summary>
    public ToyCluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        World = trial.World;
        _greetings = new int[trial.Servers, trial.Servers];
        Servers = World.AddGroup("toy", trial.Servers, (node, server) =>
            trial.Subject.Create<IToy>(node, World.AsEffects<IToyHost>(server, new Host(this, server.Id))));
    }

    /// <summary>The world of this trial.</summary>
    public World World { get; }

    /// <summary>The servers.</summary>
    public IReadOnlyList<SimulatedNode> Servers { get; }

    /// <summary>How many greetings of one server have reached another.</summary>
    public int Greetings(int from, int to) => _greetings[from, to];

    private sealed class Host(ToyCluster cluster, int server) : IToyHost
    {
        public void Greeted(int from) => cluster._greetings[from, server]++;
    }
}
