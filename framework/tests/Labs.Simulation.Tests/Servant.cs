using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>A node's object on which the tester can make the node do anything.</summary>
public sealed class Servant(INode node, ICounter? counter = null)
{
    public INode Node => node;

    /// <summary>Calls into the suite are effects.</summary>
    public ICounter Counter => counter ?? throw new InvalidOperationException();

    /// <summary>What the node's code wrote down, for tests to read.</summary>
    public List<string> Seen { get; } = [];

    public void Do(Action act) => act();

    public T Get<T>(Func<T> get) => get();
}
