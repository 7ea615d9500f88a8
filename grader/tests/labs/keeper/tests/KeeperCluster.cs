using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KeeperLab.Tests;

/// <summary>A trial's server and its world, as the scenarios use them.</summary>
public sealed class KeeperCluster
{
    private readonly SimulatedNode _node;

    /// <summary>Starts the server.</summary>
    public KeeperCluster(Trial trial)
    {
        World = trial.World;
        _node = World.AddGroup("keeper", trial.Servers, (node, _) => trial.Subject.Create<IKeeper>(node))[0];
    }

    /// <summary>The world, with its time and its network.</summary>
    public World World { get; }

    /// <summary>Writes a value.</summary>
    public Task WriteAsync(string value) => _node.InvokeAsync<IKeeper>(server => server.Write(value));

    /// <summary>Reads the value.</summary>
    public Task<string> ReadAsync() => _node.InvokeAsync<IKeeper, string>(server => server.Read());

    /// <summary>Crashes the server, and starts it again a while later.</summary>
    public async Task CrashAndStartAsync()
    {
        _node.Crash();
        await World.Tester.Delay(World.RandomFor("down").Between(10.Milliseconds(), 500.Milliseconds()));
        _node.Start();
    }
}
