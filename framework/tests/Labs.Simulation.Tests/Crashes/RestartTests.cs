using Labs.Framework;

namespace Labs.Simulation.Tests.Crashes;

/// <summary>A restart is a new incarnation on what was saved; nothing else comes over from the old one.</summary>
public sealed class RestartTests
{
    [Test]
    public void A_restart_finds_what_was_saved_and_nothing_else()
    {
        var world = Worlds.Make();
        var seen = new List<string>();
        var memory = new List<Dictionary<string, int>>();
        var node = world.Add(1, node =>
        {
            memory.Add([]);
            var saved = node.Persister.Load<Saved>();
            seen.Add($"{saved?.Number} {Convert.ToHexString(node.Persister.Snapshot.Span)} {node.Persister.Size}");
            node.Persister.Save(new Saved((saved?.Number ?? 0) + 1), new[] { (byte)0xAB });
            node.Persister.Save(new Saved((saved?.Number ?? 0) + 10));
        })[0];
        var sizes = new List<long>();
        world.Run(async () =>
        {
            sizes.AddRange([node.PersistedSize, node.SnapshotSize]);
            for (var i = 0; i < 3; i++)
            {
                await world.Tester.Delay(1.Milliseconds());
                node.Crash();
                sizes.AddRange([node.PersistedSize, node.SnapshotSize]);
                node.Start();
            }

            await world.Tester.Delay(1.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.EqualTo(new[] { "  0", "10 AB 8", "20 AB 8", "30 AB 8" }));
            Assert.That(sizes, Is.EqualTo(new[] { 8, 1, 8, 1, 8, 1, 8, 1 }));
            Assert.That(node.Incarnation, Is.EqualTo(4));
        }
    }

    [Test]
    public void State_is_copied_when_it_is_saved_and_when_it_is_loaded()
    {
        var seen = new List<int>();
        Worlds.RunOne(async node =>
        {
            var bytes = new byte[] { 1 };
            var state = new Bytes([1]);
            node.Persister.Save(state, bytes);
            state.Values[0] = bytes[0] = 2;
            var loaded = node.Persister.Load<Bytes>()!;
            seen.AddRange([loaded.Values[0], node.Persister.Snapshot.Span[0]]);
            loaded.Values[0] = 3;
            seen.Add(node.Persister.Load<Bytes>()!.Values[0]);
        });
        Assert.That(seen, Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public void State_of_another_type_is_refused_by_name()
    {
        var result = Worlds.RunOne(async node =>
        {
            node.Persister.Save(new Saved(1));
            node.Persister.Load<Bytes>();
        });
        Assert.That(result.Failure?.Reason, Is.EqualTo(
            "The saved state is a Labs.Simulation.Tests.Crashes.Saved, not a Labs.Simulation.Tests.Crashes.Bytes; load the type that was saved."));
    }

    [Test]
    public void What_an_incarnation_set_going_dies_with_it()
    {
        var world = Worlds.Make();
        var ticks = new List<string>();
        SimulatedNode? self = null;
        self = world.Add(1, node =>
        {
            var number = self!.Incarnation;
            node.Every(10.Milliseconds(), () => ticks.Add($"{number} at {world.Now.TotalMilliseconds}"));
            node.Clock.CreateTimer(_ => ticks.Add($"timer of {number}"), null, 15.Milliseconds(), Timeout.InfiniteTimeSpan);
        })[0];
        world.Run(async () =>
        {
            await world.Tester.Delay(12.Milliseconds());
            self.Crash();
            await world.Tester.Delay(20.Milliseconds());
            self.Start();
            await world.Tester.Delay(12.Milliseconds());
        });
        Assert.That(ticks, Is.EqualTo(new[] { "1 at 10", "2 at 42" }));
    }

    [Test]
    public void A_late_reply_to_an_old_incarnation_is_dropped_and_counted()
    {
        var world = Worlds.Make();
        var answers = new List<Echoed?>();
        var nodes = world.Add(2, node =>
        {
            node.Handle((Echo e) => new Echoed(e.Number));
            if (node.Id == 0)
                node.Start(async () => answers.Add(await node.Others[0].CallAsync(new Echo(answers.Count))));
        });
        world.Network.SetLatency(nodes[1], nodes[0], 10.Milliseconds(), 10.Milliseconds());
        var result = world.Run(async () =>
        {
            await world.Tester.Delay(5.Milliseconds());
            nodes[0].Crash();
            nodes[0].Start();
            await world.Tester.Delay(1.Seconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EqualTo(new[] { new Echoed(0) }), "that of the second incarnation");
            Assert.That(world.Network.LateReplies, Is.EqualTo(1));
            Assert.That(result.Lines("late"), Is.EqualTo(new[] { "10.5 n/0 Echoed { Number = 0 } from n/1 comes to nobody" }));
            Assert.That(result.Failure, Is.Null);
        }
    }

    [Test]
    public void A_request_sent_before_a_crash_still_arrives_and_one_sent_to_a_node_that_restarts_meets_the_new_incarnation()
    {
        var world = Worlds.Make();
        var received = new List<string>();
        IReadOnlyList<SimulatedNode> nodes = [];
        nodes = world.Add(2, node =>
        {
            var number = nodes[node.Id].Incarnation;
            node.Handle((Echo e) =>
            {
                received.Add($"{e.Number} at incarnation {number} of {node.Id}");
                return new Echoed(e.Number);
            });
            node.Start(() => node.Others[0].CallAsync(new Echo(node.Id)));
        });
        world.Network.SetLatency(nodes[0], nodes[1], 10.Milliseconds(), 10.Milliseconds());
        world.Network.SetLatency(nodes[1], nodes[0], 11.Milliseconds(), 11.Milliseconds());
        world.Run(async () =>
        {
            await world.Tester.Delay(5.Milliseconds());
            nodes[0].Crash();
            nodes[0].Start();
            await world.Tester.Delay(8.Milliseconds());
        });
        Assert.That(received, Is.EqualTo(new[] { "0 at incarnation 1 of 1", "1 at incarnation 2 of 0" }));
    }

    [Test]
    public void Crash_and_start_are_as_often_as_they_make_sense()
    {
        var node = Worlds.Make().Add(1, _ => { })[0];
        node.Crash();
        node.Crash();
        Assert.That(node.IsUp, Is.False);
        node.Start();
        Assert.That(node.IsUp, Is.True);
        Assert.That(node.Start, Throws.InvalidOperationException.With.Message.EqualTo("n/0 is up already; crash it first."));
    }

    [Test]
    public void Each_incarnation_has_randomness_of_its_own_that_the_seed_fixes()
    {
        var (first, second) = (new List<long>(), new List<long>());
        foreach (var seen in new[] { first, second })
        {
            var world = Worlds.Make();
            var nodes = world.Add(2, node => seen.Add(node.Random.NextInt64()));
            world.Run(async () =>
            {
                await world.Tester.Delay(1.Milliseconds());
                nodes[0].Crash();
                nodes[0].Start();
                await world.Tester.Delay(1.Milliseconds());
            });
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second, Is.EqualTo(first));
            Assert.That(first.Distinct().Count(), Is.EqualTo(3));
        }
    }
}
