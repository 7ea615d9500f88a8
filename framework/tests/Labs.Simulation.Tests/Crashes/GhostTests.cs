using Labs.Framework;

namespace Labs.Simulation.Tests.Crashes;

/// <summary>What is left of a crashed incarnation runs its event to the end; nobody notices, and nobody judges it.</summary>
public sealed class GhostTests
{
    [Test]
    public void A_ghosts_calls_and_delays_never_complete()
    {
        var seen = new List<string>();
        var run = Run(async (node, crash) =>
        {
            var call = node.Others[0].CallAsync(new Echo(1));
            var delay = node.Delay(1.Milliseconds());
            crash();
            var late = node.Others[0].CallAsync(new Echo(2));
            var lateDelay = node.Delay(1.Milliseconds());
            seen.Add($"{call.IsCompleted} {delay.IsCompleted} {late.IsCompleted} {lateDelay.IsCompleted}");
            await Task.WhenAny(call, delay, late, lateDelay);
            seen.Add("resumed");
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(seen, Is.EqualTo(new[] { "False False False False" }));
        }
    }

    [Test]
    public void A_ghost_does_not_resume_even_at_the_same_instant()
    {
        var hasResumed = false;
        var run = Run(async (node, crash) =>
        {
            crash();
            await Task.Yield();
            hasResumed = true;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(hasResumed, Is.False);
        }
    }

    [Test]
    public void A_ghosts_exceptions_are_ignored()
    {
        var run = Run((_, crash) =>
        {
            crash();
            throw new FormatException("boom");
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(run.Lines("throw"), Is.Empty);
        }
    }

    [Test]
    public void A_ghosts_constructor_may_throw()
    {
        var world = Worlds.Make();
        var node = world.Add(1, node =>
        {
            node.Persister.Save(new Saved(1));
            throw new FormatException("boom");
        })[0];
        node.CrashAtEffect(EffectKind.Save, 1, Boundary.After);
        Assert.That(world.RunFor(1.Seconds()).Failure, Is.Null);
    }

    [Test]
    public void A_ghost_that_leaves_the_simulation_or_blocks_is_not_judged()
    {
        var run = Run(async (node, crash) =>
        {
            crash();
            _ = Task.Run(() => { });
            node.Delay(1.Milliseconds()).Wait();
        });
        Assert.That(run.Failure, Is.Null);
    }

    [Test]
    public void A_ghost_reads_the_state_and_the_snapshot_that_it_wrote_itself()
    {
        var seen = new List<string>();
        Saved? durable = null;
        var run = Run(
            async (node, crash) =>
            {
                node.Persister.Save(new Saved(1), new byte[] { 1 });
                crash();
                Look();
                node.Persister.Save(new Saved(2));
                Look();
                node.Persister.Save(new Saved(3), new byte[] { 1, 2, 3 });
                Look();

                void Look() => seen.Add($"{node.Persister.Load<Saved>()?.Number} {node.Persister.Snapshot.Length} {node.Persister.Size}");
            },
            node => durable = node.Persister.Load<Saved>());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(seen, Is.EqualTo(new[] { "1 1 8", "2 1 8", "3 3 8" }));
            Assert.That(durable, Is.EqualTo(new Saved(1)));
        }
    }

    [Test]
    public void A_ghosts_state_stays_what_it_was_when_a_new_incarnation_saves()
    {
        // The suite restarts the node inside an effect of its own: the ghost's event and the new incarnation overlap.
        var seen = new List<int?>();
        var world = Worlds.Make();
        SimulatedNode? server = null;
        var counter = new Counter(_ =>
        {
            server!.Crash();
            server.Start();
        });
        server = world.AddGroup("n", 1, (node, self) =>
        {
            var number = node.Persister.Load<Saved>()?.Number ?? 0;
            node.Persister.Save(new Saved(number + 1));
            if (number == 0)
            {
                world.AsEffects<ICounter>(self, counter).Count(1);
                node.Persister.Save(new Saved(77));
            }

            seen.Add(node.Persister.Load<Saved>()?.Number);
            return new object();
        })[0];
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(seen, Is.EqualTo(new[] { 77, 2 }));
        }
    }

    [Test]
    public void A_ghost_registers_no_handler_and_says_nothing()
    {
        var run = Run(async (node, crash) =>
        {
            crash();
            node.Handle((Echo e) => new Echoed(e.Number));
            node.Handle((Echo e) => new Echoed(e.Number));
            node.Log("text");
            node.Log($"interpolated {Throw()}");
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(run.Lines("log"), Is.Empty);
        }

        static int Throw() => throw new FormatException("the hole was evaluated");
    }

    [Test]
    public void A_ghost_that_runs_on_is_parked_and_the_run_goes_on([Values] bool isRecursion)
    {
        var parked = StepBudget.ParkedThreads;
        var results = new List<RunResult>();
        var answers = 0;
        for (var i = 0; i < 2; i++)
        {
            var world = Worlds.Make(new WorldOptions { Seed = 1, StepLimitPerInstant = isRecursion ? long.MaxValue : 10_000 });
            var nodes = world.Add(2, node =>
            {
                node.Handle((Echo e) => new Echoed(e.Number));
                node.Every(10.Milliseconds(), async () =>
                {
                    if (node.Id == 1 && await node.Others[0].CallAsync(new Echo(1)) is not null)
                        answers++;
                });
                node.Start(async () =>
                {
                    await node.Delay(35.Milliseconds());
                    node.Persister.Save(new Saved(node.Id));
                    if (node.Id == 0 && node.Persister.Size > 0)
                        RunOn(isRecursion);
                });
            });
            nodes[0].CrashAtEffect(EffectKind.Save, 1, Boundary.After);
            results.Add(world.Run(async () =>
            {
                await world.Tester.Delay(60.Milliseconds());
                nodes[0].Start();
                _ = nodes[0].CrashAtEffect(EffectKind.Save, 1, Boundary.After);
                await world.Tester.Delay(60.Milliseconds());
            }));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(r => r.Failure), Is.All.Null);
            Assert.That(results.Select(r => r.VirtualTime), Is.All.EqualTo(120.Milliseconds()));
            Assert.That(results[1].TraceHash, Is.EqualTo(results[0].TraceHash));
            Assert.That(StepBudget.ParkedThreads - parked, Is.EqualTo(4), "twice in each run");
            Assert.That(answers, Is.GreaterThan(6));
        }
    }

    /// <summary>Runs an activity on a node with a neighbour, and hands it the means to crash its node.</summary>
    private static RunResult Run(Func<INode, Action, Task> activity, Action<INode>? nextIncarnation = null)
    {
        var world = Worlds.Make();
        IReadOnlyList<SimulatedNode> nodes = [];
        nodes = world.Add(2, node =>
        {
            if (node.Id == 1)
                node.Handle((Echo e) => new Echoed(e.Number));
            else if (nodes[0].Incarnation == 1)
                node.Start(() => activity(node, nodes[0].Crash));
            else
                nextIncarnation?.Invoke(node);
        });
        return world.Run(async () =>
        {
            await world.Tester.Delay(100.Milliseconds());
            Assert.That(nodes[0].IsUp, Is.False);
            nodes[0].Start();
            await world.Tester.Delay(100.Milliseconds());
        });
    }

    private static int RunOn(bool isRecursion)
    {
        if (!isRecursion)
        {
            while (true)
                StepBudget.Tick();
        }

        StepBudget.Enter();
        return 1 + RunOn(isRecursion);
    }
}
