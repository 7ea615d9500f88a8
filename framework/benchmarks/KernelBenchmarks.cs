using BenchmarkDotNet.Attributes;
using Labs.Framework;
using Labs.Simulation;

namespace Labs.Benchmarks;

/// <summary>What the kernel costs: whole runs, encoding included.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    /// <summary>Five nodes and their heartbeats for 60 virtual seconds.</summary>
    [Benchmark]
    public long Heartbeats() => Run(TimeSpan.FromSeconds(60)).Events;

    /// <summary>Only timers: 100 activities that wait a millisecond again and again, for one virtual second.</summary>
    [Benchmark]
    public long Delays()
    {
        var world = new World(new WorldOptions { Seed = 1 });
        world.AddGroup("node", 1, static (node, _) =>
        {
            for (var activity = 0; activity < 100; activity++)
                node.Every(1.Milliseconds(), static () => { });
            return node;
        });
        return world.Run(() => world.Tester.Delay(1.Seconds())).Events;
    }

    /// <summary>Runs the heartbeats for so much virtual time.</summary>
    internal static RunResult Run(TimeSpan time)
    {
        var world = new World(new WorldOptions { Seed = 1, TimeLimit = time + 1.Seconds() });
        world.AddGroup("node", 5, static (node, _) => new HeartbeatServer(node));
        return world.Run(() => world.Tester.Delay(time));
    }
}
