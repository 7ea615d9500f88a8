using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>Short ways to a world under test.</summary>
internal static class Worlds
{
    /// <summary>A message takes half a millisecond each way.</summary>
    public static NetworkProfile Steady { get; } = new()
    {
        RequestDelay = new(500.Microseconds(), 500.Microseconds()),
        ReplyDelay = new(500.Microseconds(), 500.Microseconds()),
        NoRouteDelay = new(1.Milliseconds(), 1.Milliseconds()),
    };

    public static World Make(ulong seed = 1, bool keepTrace = true) => Make(new WorldOptions
    {
        Seed = seed,
        KeepTrace = keepTrace,
        Interleaving = Interleaving.Random,
        Timing = Timing.Uniform,
    });

    public static World Make(WorldOptions options) => new(options) { Network = { Profile = Steady } };

    /// <summary>Adds a group 'n' whose nodes all run a program that is no object of its own.</summary>
    public static IReadOnlyList<SimulatedNode> Add(this World world, int size, Action<INode> program) =>
        world.AddGroup("n", size, (node, _) =>
        {
            program(node);
            return program;
        });

    public static RunResult RunFor(this World world, TimeSpan time) => world.Run(() => world.Tester.Delay(time));

    /// <summary>Runs a world of one node with one activity.</summary>
    public static RunResult RunOne(Func<INode, Task> activity, TimeSpan? time = null, ulong seed = 1)
    {
        var world = Make(seed);
        world.Add(1, node => node.Start(() => activity(node)));
        return world.RunFor(time ?? 1.Seconds());
    }

    /// <summary>The texts of one kind of trace event, each with its time in milliseconds and its node.</summary>
    public static IReadOnlyList<string> Lines(this RunResult result, string kind) =>
        [.. result.Trace.Where(e => e.Kind == kind).Select(e => $"{e.At.TotalMilliseconds} {e.Node} {e.Text}")];
}
