using Labs.Framework;

namespace Labs.Simulation;

/// <summary>A deterministic world: virtual time, a network, nodes, and a tester who runs the scenario.</summary>
/// <remarks>One world is one run. It uses one thread, the caller's, from <see cref="Run"/> to its end.</remarks>
public sealed class World
{
    /// <summary>Makes an empty world.</summary>
    public World(WorldOptions options) => throw new NotSupportedException();

    /// <summary>The seed of this run.</summary>
    public ulong Seed => throw new NotSupportedException();

    /// <summary>The network between all nodes.</summary>
    public Network Network => throw new NotSupportedException();

    /// <summary>Virtual time since the start of the run.</summary>
    public TimeSpan Now => throw new NotSupportedException();

    /// <summary>The tester's own node, in whose context the scenario runs: use its Delay, Random, Clock, Start and Log.</summary>
    public INode Tester => throw new NotSupportedException();

    /// <summary>Adds a group of nodes and starts them.</summary>
    /// <param name="name">The group's name, the first half of its nodes' addresses.</param>
    /// <param name="size">How many nodes.</param>
    /// <param name="program">Runs in the first event of each incarnation and returns the student's object. The handle tells which
    /// node it is.</param>
    public IReadOnlyList<SimulatedNode> AddGroup(string name, int size, Func<INode, SimulatedNode, object> program) =>
        throw new NotSupportedException();

    /// <summary>Wraps an object of the suite so that the student's code calls it as an effect: traced, dropped from a ghost, and a
    /// place where a crash can fall. Arguments are copied. The methods must return nothing.</summary>
    /// <typeparam name="TContract">An interface of the lab's contract.</typeparam>
    /// <param name="node">Whose effects these are; to be called inside the group's program.</param>
    /// <param name="target">What is called, in the tester's context.</param>
    public TContract AsEffects<TContract>(SimulatedNode node, TContract target)
        where TContract : class => throw new NotSupportedException();

    /// <summary>A random sequence of its own for one purpose and key, so that taking one away shifts no other.</summary>
    public Random RandomFor(string purpose, long key = 0) => throw new NotSupportedException();

    /// <summary>Adds a check that runs after every event. It throws through <c>Expect</c>.</summary>
    public void AddInvariant(Action check) => throw new NotSupportedException();

    /// <summary>Ends the run with a failure; the first one counts.</summary>
    public void Fail(FailureKind kind, string reason) => throw new NotSupportedException();

    /// <summary>Notes in the trace what the scenario does, for the reader of a replay.</summary>
    public void Note(string text) => throw new NotSupportedException();

    /// <summary>Says what the scenario waits for, for the message when time runs out.</summary>
    public string? WaitingFor { get; set; }

    /// <summary>Runs the scenario to its end, a failure, or a limit.</summary>
    public RunResult Run(Func<Task> scenario) => throw new NotSupportedException();
}
