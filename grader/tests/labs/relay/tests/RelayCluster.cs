using Labs.Echo;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Relay.Tests;

/// <summary>A relay on an echo, both the submission's.</summary>
public sealed class RelayCluster
{
    private readonly SimulatedNode _node;

    /// <summary>Starts it.</summary>
    public RelayCluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        _node = trial.World.AddGroup("relay", 1, (node, _) => trial.Subject.Create<IRelay>(trial.Subject.Create<IEcho>(node)))[0];
    }

    /// <summary>Tells it something and gives its answer.</summary>
    public Task<string> PassAsync(string text) => _node.InvokeAsync<IRelay, string>(relay => relay.Pass(text));
}
