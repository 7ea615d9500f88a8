using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Echo.Tests;

/// <summary>A group of echo servers.</summary>
public sealed class EchoCluster
{
    private readonly IReadOnlyList<SimulatedNode> _nodes;

    /// <summary>Starts the servers.</summary>
    public EchoCluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        World = trial.World;
        _nodes = World.AddGroup("echo", trial.Servers, (node, _) => trial.Subject.Create<IEcho>(node));
    }

    /// <summary>The world they live in.</summary>
    public World World { get; }

    /// <summary>Lets virtual time pass, a little of it drawn from the seed.</summary>
    public Task PassAsync() => World.Tester.Delay(World.RandomFor("pause").Between(10.Milliseconds(), 100.Milliseconds()));

    /// <summary>Tells a server something and gives its answer.</summary>
    public Task<string> SayAsync(int server, string text) => _nodes[server].InvokeAsync<IEcho, string>(echo => echo.Say(text));
}
