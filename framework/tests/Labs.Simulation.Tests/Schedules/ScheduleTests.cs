using Labs.Framework;
using Labs.Simulation.Tests.Draws;
using Labs.Simulation.Tests.Networks;

namespace Labs.Simulation.Tests.Schedules;

/// <summary>A run can be listed as what deviates from a benign world, and run again with a part of that.</summary>
public sealed class ScheduleTests
{
    private static readonly Schedule Nothing = new([]);

    [Test]
    public void To_list_what_deviates_changes_no_run()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var (plain, listed) = (Bustle.Run(seed), Bustle.Run(seed, schedule: Schedule.Everything));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(listed.TraceHash, Is.EqualTo(plain.TraceHash));
                Assert.That(plain.Deviations, Is.Empty);
                Assert.That(listed.Deviations.Count, Is.GreaterThan(100));
                Assert.That(listed.Deviations.Select(d => d.Key), Is.Unique);
                Assert.That(listed.Deviations.Select(d => d.At), Is.Ordered);
            }
        }
    }

    [Test]
    public void A_run_with_all_that_it_listed_is_the_same_run()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var listed = Bustle.Run(seed, schedule: Schedule.Everything);
            var again = Bustle.Run(seed, keepTrace: true, schedule: new Schedule([.. listed.Deviations.Select(d => d.Key).Reverse()]));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(again.TraceHash, Is.EqualTo(listed.TraceHash));
                Assert.That(again.Deviations.Select(d => d.Key), Is.EqualTo(listed.Deviations.Select(d => d.Key)));
                Assert.That(again.UnusedKeys, Is.Empty);
                Assert.That(again.Deviations.Select(d => d.Text), Is.All.Not.Empty, "texts come with the trace");
                Assert.That(listed.Deviations.Select(d => d.Text), Is.All.Empty);
            }
        }
    }

    [Test]
    public void Where_nothing_is_listed_the_world_is_benign()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var run = Bustle.Run(seed, keepTrace: true, schedule: Nothing);
            var kinds = run.Trace.Select(e => e.Kind).ToHashSet();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(run.Failure, Is.Null);
                Assert.That(run.Deviations, Is.Empty);
                Assert.That(kinds, Has.None.AnyOf("lost", "crash", "cut", "pause", "late", "timeout"));
                Assert.That(kinds, Does.Contain("answer"));
                Assert.That(run.Lines("start").Count, Is.EqualTo(5), "four nodes and the tester, once each");
            }
        }
    }

    [Test]
    public void What_is_listed_and_never_comes_up_is_told()
    {
        var run = Bustle.Run(1, schedule: new Schedule(["crash n/0 #99", "order n/1"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.UnusedKeys, Is.EqualTo(new[] { "crash n/0 #99" }));
            Assert.That(run.Deviations.Select(d => d.Key), Is.EqualTo(new[] { "order n/1" }));
        }
    }

    [TestCase("lost request")]
    [TestCase("lost reply")]
    [TestCase("delay request")]
    [TestCase("twice request")]
    [TestCase("twice reply")]
    [TestCase("late request")]
    [TestCase("late reply")]
    public void One_deviation_less_leaves_the_fate_of_all_other_messages(string kind)
    {
        var profile = NetworkProfile.LabrpcUnreliable.WithDuplicatesAndLateMessages(100);
        var all = new Traffic(profile, 300, schedule: Schedule.Everything);
        var keys = all.Result.Deviations.Select(d => d.Key).ToList();
        // The first of a kind that comes late need not change anything that is seen; of ten, one does.
        var differing = keys.Where(key => key.StartsWith(kind, StringComparison.Ordinal)).Take(10).Select(left =>
        {
            var one = new Traffic(profile, 300, schedule: new Schedule([.. keys.Where(key => key != left)]));
            return Enumerable.Range(0, 300).Count(i => one.Fates[i] != all.Fates[i]);
        }).ToList();
        Assert.That(differing, Has.Count.EqualTo(10).And.All.LessThanOrEqualTo(1));
        if (!kind.StartsWith("twice", StringComparison.Ordinal))
            Assert.That(differing, Does.Contain(1));
    }

    [Test]
    public void A_benign_message_takes_as_long_as_on_a_reliable_network_and_each_the_same()
    {
        var traffic = new Traffic(NetworkProfile.LabrpcUnreliable.WithLongReordering(), 1000, schedule: Nothing);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(traffic.LostRequests + traffic.LostReplies + traffic.Duplicates, Is.Zero);
            Assert.That(traffic.RequestDelays, Is.All.EqualTo(0.275));
            Assert.That(traffic.ReplyDelays, Is.All.EqualTo(0.275).Within(0.0001));
        }
    }

    [Test]
    public void A_variation_gives_the_nodes_other_random_numbers_and_changes_nothing_else()
    {
        var profile = NetworkProfile.LabrpcUnreliable;
        var (plain, varied) = (new Traffic(profile, 100), new Traffic(profile, 100, schedule: Schedule.Everything with { Variation = 1 }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(varied.Fates, Is.EqualTo(plain.Fates));
            Assert.That(new[] { 0, 1, 2, 3, 3 }.Select(Drawn).Distinct().Count(), Is.EqualTo(4));
        }

        static int Drawn(int variation)
        {
            var drawn = 0;
            var world = Worlds.Make(new WorldOptions { Seed = 1, Schedule = new Schedule([], variation) });
            world.Add(1, node => drawn = node.Random.Next());
            world.RunFor(1.Milliseconds());
            return drawn;
        }
    }

    [Test]
    public void A_kind_stands_for_all_that_are_of_it()
    {
        var run = Bustle.Run(1, schedule: new Schedule(["lost", "crash", "order n/0"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Deviations.Select(d => d.Key.Split(' ')[0]).Distinct(), Is.EquivalentTo(new[] { "order", "lost", "crash" }));
            Assert.That(run.Deviations.Count(d => d.Key.StartsWith("order", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(run.UnusedKeys, Is.Empty);
        }
    }

    [Test]
    public void A_reliable_network_has_no_more_to_list_than_that_delays_differ() =>
        Assert.That(
            new Traffic(NetworkProfile.Labrpc, 100, schedule: Schedule.Everything).Result.Deviations.Select(d => d.Key),
            Is.EqualTo(new[] { "order tester", "order n/0", "order n/1", "jitter n/0>n/1", "jitter n/1>n/0" }));

    [Test]
    public void The_latency_of_a_link_is_one_deviation_and_not_one_for_each_message()
    {
        var traffic = new Traffic(NetworkProfile.Labrpc, 100, Slow, schedule: Schedule.Everything);
        var keys = traffic.Result.Deviations.Select(d => d.Key).Where(key => !key.StartsWith("order ", StringComparison.Ordinal));
        Assert.That(keys, Is.EqualTo(new[] { "latency n/0>n/1 #1", "jitter n/1>n/0" }));

        static void Slow(World world, IReadOnlyList<SimulatedNode> nodes) =>
            world.Network.SetLatency(nodes[0], nodes[1], 40.Milliseconds(), 41.Milliseconds());
    }

    [Test]
    public void Left_to_itself_a_node_runs_first_in_first_out()
    {
        var orders = Enumerable.Range(1, 50).Select(seed =>
        {
            var order = "";
            var world = Worlds.Make(new WorldOptions { Seed = (ulong)seed, Schedule = new Schedule(["order n/1"]) });
            world.Add(2, node =>
            {
                for (var i = 0; i < 3; i++)
                {
                    var number = i;
                    node.Start(async () => order += node.Id == 0 ? number : "");
                }
            });
            world.RunFor(1.Seconds());
            return order;
        });
        Assert.That(orders, Is.All.EqualTo("012"));
    }

    [Test]
    public void An_operation_takes_place_unless_it_is_left_out()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Operations(null).Done, Is.EqualTo("a1 b1 a2 "));
            Assert.That(Operations(Schedule.Everything).Done, Is.EqualTo("a1 b1 a2 "));
            Assert.That(Operations(new Schedule(["operation a #2"])).Done, Is.EqualTo("a2 "));
            Assert.That(
                Operations(Schedule.Everything).Run.Deviations.Select(d => $"{d.Key}: {d.Text}").Skip(1),
                Is.EqualTo(new[] { "operation a #1: does a1", "operation b #1: does b1", "operation a #2: does a2" }));
        }

        static (string Done, RunResult Run) Operations(Schedule? schedule)
        {
            var done = "";
            var world = Worlds.Make(new WorldOptions { Seed = 1, Schedule = schedule, KeepTrace = true });
            var run = world.Run(async () =>
            {
                foreach (var name in new[] { "a1", "b1", "a2" })
                    done += world.TakesPlace(name[..1], () => $"does {name}") ? $"{name} " : "";
            });
            return (done, run);
        }
    }
}
