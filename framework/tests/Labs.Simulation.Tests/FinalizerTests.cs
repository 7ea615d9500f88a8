using Labs.Framework;
using Labs.Simulation.Tests.Draws;

namespace Labs.Simulation.Tests;

/// <summary>No run depends on when the garbage collector runs: finalizers of the base library's timers post and dispose from a thread
/// of their own.</summary>
[NonParallelizable]
public sealed class FinalizerTests
{
    [Test]
    public void A_crashed_node_whose_loop_awaits_a_periodic_timer() => AssertNotChangedByCollections(world =>
    {
        var nodes = world.Add(2, Tick);
        return async () =>
        {
            await world.Tester.Delay(25.Milliseconds());
            nodes[0].Crash();
            await world.Tester.Delay(100.Milliseconds());
            nodes[0].Start();
            await world.Tester.Delay(100.Milliseconds());
        };
    });

    [Test]
    public void A_live_node_that_drops_a_periodic_timer() => AssertNotChangedByCollections(world =>
    {
        world.Add(1, node =>
        {
            Drop(node);
            node.Every(10.Milliseconds(), () => { });
        });
        return () => world.Tester.Delay(200.Milliseconds());
    });

    [Test]
    public void A_live_node_that_drops_whatever_else_has_a_timer_or_an_exception() => AssertNotChangedByCollections(world =>
    {
        world.Add(1, node => node.Every(10.Milliseconds(), () =>
        {
            _ = new CancellationTokenSource(15.Milliseconds(), node.Clock);
            _ = new TaskCompletionSource().Task.WaitAsync(15.Milliseconds(), node.Clock);
            _ = Fail();
            node.Clock.CreateTimer(_ => { }, null, 15.Milliseconds(), 15.Milliseconds());
        }));
        return () => world.Tester.Delay(200.Milliseconds());

        static async Task Fail()
        {
            await Task.Yield();
            throw new FormatException();
        }
    });

    [Test]
    public void A_world_that_ended_while_its_nodes_waited()
    {
        // The finalizers of one world's timers run while another runs.
        var before = Bustle.Run(3);
        for (var i = 0; i < 10; i++)
        {
            var world = Worlds.Make();
            world.Add(3, Tick);
            world.RunFor(25.Milliseconds());
        }

        var during = Bustle.Run(3, atTimes: Collector(every: 1000));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(during.Failure, Is.Null);
            Assert.That(during.TraceHash, Is.EqualTo(before.TraceHash));
        }
    }

    private static void AssertNotChangedByCollections(Func<World, Func<Task>> prepare)
    {
        var (plain, collected) = (Run(isCollected: false), Run(isCollected: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.Failure, Is.Null);
            Assert.That(collected.Failure, Is.Null);
            Assert.That(collected.Events, Is.EqualTo(plain.Events));
            Assert.That(collected.TraceHash, Is.EqualTo(plain.TraceHash));
        }

        RunResult Run(bool isCollected)
        {
            var world = Worlds.Make(seed: 1, keepTrace: false);
            var scenario = prepare(world);
            if (isCollected)
                world.AddInvariant(Collector(every: 20));
            return world.Run(scenario);
        }
    }

    /// <summary>Collects outside all events, where the wait for the finalizers is nobody's.</summary>
    private static Action Collector(int every)
    {
        var count = 0;
        return () =>
        {
            if (++count % every != 0)
                return;
            GC.Collect();
            GC.WaitForPendingFinalizers();
        };
    }

    private static void Tick(INode node) => node.Start(async () =>
    {
        using var timer = new PeriodicTimer(10.Milliseconds(), node.Clock);
        while (await timer.WaitForNextTickAsync())
            node.Log($"tick");
    });

    private static void Drop(INode node) => _ = new PeriodicTimer(10.Milliseconds(), node.Clock);
}
