using Labs.Framework;

namespace Labs.Simulation.Tests.Crashes;

/// <summary>A planned crash tells the tester when it has happened.</summary>
public sealed class PlannedCrashTests
{
    [TestCase(1, Boundary.Before, 10, 0)]
    [TestCase(1, Boundary.After, 10, 1)]
    [TestCase(3, Boundary.Before, 30, 2)]
    [TestCase(3, Boundary.After, 30, 3)]
    public void A_planned_crash_happens_at_its_effect(int ordinal, Boundary boundary, int milliseconds, int saved)
    {
        var (world, node) = Saver();
        TimeSpan? at = null;
        world.Run(async () =>
        {
            await node.CrashAtEffect(EffectKind.Save, ordinal, boundary);
            at = world.Now;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(at, Is.EqualTo(milliseconds.Milliseconds()));
            Assert.That(node.IsUp, Is.False);
            Assert.That(node.SnapshotSize, Is.EqualTo(saved));
        }
    }

    [Test]
    public void A_crash_for_another_reason_fulfils_the_plan()
    {
        var (world, node) = Saver();
        TimeSpan? at = null;
        var saves = 0L;
        world.Run(async () =>
        {
            var crash = node.CrashAtEffect(EffectKind.Save, 3, Boundary.After);
            await world.Tester.Delay(15.Milliseconds());
            node.Crash();
            await crash;
            at = world.Now;
            node.Start();
            await world.Tester.Delay(1.Seconds());
            saves = node.SnapshotSize;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(at, Is.EqualTo(15.Milliseconds()));
            Assert.That(node.IsUp, Is.True, "the plan is not for the next incarnation");
            Assert.That(saves, Is.GreaterThan(3));
        }
    }

    [Test]
    public void A_plan_that_is_taken_back_does_not_happen()
    {
        var (world, node) = Saver();
        world.Run(async () =>
        {
            var crash = node.CrashAtEffect(EffectKind.Save, 3, Boundary.After);
            await world.Tester.Delay(15.Milliseconds());
            node.CancelPlannedCrash();
            await world.Tester.Delay(1.Seconds());
            Assert.That(crash.IsCompleted, Is.False);
        });
        Assert.That(node.IsUp, Is.True);
    }

    [Test]
    public void Effects_are_counted_from_when_the_crash_is_planned()
    {
        var (world, node) = Saver();
        TimeSpan? at = null;
        world.Run(async () =>
        {
            await world.Tester.Delay(35.Milliseconds());
            await node.CrashAtEffect(EffectKind.Save, 2, Boundary.After);
            at = world.Now;
        });
        Assert.That(at, Is.EqualTo(50.Milliseconds()));
    }

    [Test]
    public void An_effect_of_another_kind_does_not_count()
    {
        var (world, node) = Saver();
        world.Run(async () =>
        {
            var crash = node.CrashAtEffect(EffectKind.Reply, 1, Boundary.Before);
            await world.Tester.Delay(1.Seconds());
            Assert.That(crash.IsCompleted, Is.False);
        });
        Assert.That(node.IsUp, Is.True);
    }

    [Test]
    public void A_crash_inside_a_callback_of_the_suite_falls_after_the_callback()
    {
        var world = Worlds.Make();
        SimulatedNode? server = null;
        var counter = new Counter(_ => server!.Crash());
        server = world.AddGroup("n", 1, (node, self) =>
        {
            var effects = world.AsEffects<ICounter>(self, counter);
            effects.Count(1);
            effects.Count(2);
            node.Persister.Save(new Saved(1));
            return new object();
        })[0];
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(counter.Numbers, Is.EqualTo(new[] { 1 }));
            Assert.That(server.PersistedSize, Is.Zero);
        }
    }

    [Test]
    public void An_ordinal_begins_at_one()
    {
        var (_, node) = Saver();
        Assert.That(() => node.CrashAtEffect(null, 0, Boundary.Before), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>A node that saves every 10 ms, with a snapshot that is a byte longer each time.</summary>
    private static (World World, SimulatedNode Node) Saver()
    {
        var world = Worlds.Make();
        var node = world.Add(1, node =>
        {
            var saves = 0;
            node.Every(10.Milliseconds(), () => node.Persister.Save(new Saved(1), new byte[++saves]));
        })[0];
        return (world, node);
    }
}
