using Labs.Framework;
using Labs.Simulation.Tests.Networks;

namespace Labs.Simulation.Tests.Draws;

/// <summary>The seed chooses how a run orders what is ready, and how it draws delays.</summary>
public sealed class ExplorationTests
{
    private const int Count = 2000;

    [Test]
    public void Half_of_all_runs_are_random_and_uniform_and_every_other_way_has_its_share()
    {
        var ways = Enumerable.Range(1, 1000).Select(seed => Way((ulong)seed)).GroupBy(way => way).ToDictionary(g => g.Key, g => g.Count());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ways[""], Is.EqualTo(490).Within(5 * 16), "no note in the trace");
            Assert.That(ways.Count, Is.EqualTo(9));
            foreach (var part in new[] { "PriorityBased", "DelayBounded", "Extremes", "Steady" })
            {
                var count = ways.Sum(way => way.Key.Contains(part, StringComparison.Ordinal) ? way.Value : 0);
                Assert.That(count, Is.EqualTo(150).Within(5 * 11), part);
            }
        }

        static string Way(ulong seed) =>
            new World(new WorldOptions { Seed = seed, KeepTrace = true }).Run(() => Task.CompletedTask)
                .Trace.FirstOrDefault(e => e.Kind == "note")?.Text ?? "";
    }

    [Test]
    public void By_priority_one_node_goes_before_the_other_with_all_it_does()
    {
        var orders = Orders(Interleaving.PriorityBased);
        Assert.That(orders.Distinct().Order(StringComparer.Ordinal), Is.EqualTo(new[] { "000111", "111000" }));
        Assert.That(orders.Count(o => o[0] == '0'), Is.InRange(60, 140));
    }

    [Test]
    public void By_priority_the_order_of_two_nodes_changes_seldom_within_a_run()
    {
        var firsts = Firsts(Interleaving.PriorityBased, 2000);
        var changes = firsts.Zip(firsts.Skip(1)).Count(pair => pair.First != pair.Second);
        // Two nodes with some 6,000 posts each, one in 500 of which draws a new priority; half of these change the order.
        Assert.That(changes, Is.InRange(3, 40));
    }

    [Test]
    public void With_bounded_delays_all_is_first_in_first_out_but_for_few_things_that_come_last()
    {
        var orders = Orders(Interleaving.DelayBounded);
        // Each of two nodes starts three activities, node 0 first; each of their posts waits in one case of fifty.
        Assert.That(orders.Count(o => o == "000111"), Is.InRange(150, 195));
        Assert.That(orders, Does.Contain("001110").And.Contain("000111"));
    }

    [Test]
    public void Extreme_delays_are_near_the_least_and_one_in_ten_near_the_most()
    {
        var delays = Send(Timing.Extremes, new() { RequestDelay = new(10.Milliseconds(), 26.Milliseconds()) }).RequestDelays;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(delays, Is.All.InRange(10, 11).Or.InRange(25, 26));
            Assert.That(delays.Count(d => d > 20), Is.EqualTo(Count / 10).Within(5 * Math.Sqrt(Count * 0.09)));
        }
    }

    [Test]
    public void Steady_delays_are_one_of_four_in_the_range_and_the_same_all_along_a_link()
    {
        var constants = new SortedSet<double>();
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var delays = Send(Timing.Steady, new() { RequestDelay = new(10.Milliseconds(), 26.Milliseconds()) }, 50, seed).RequestDelays;
            Assert.That(delays.Distinct().Count(), Is.EqualTo(1));
            constants.Add(delays[0]);
        }

        Assert.That(constants, Is.EqualTo(new[] { 10.0, 14, 18, 22 }));
    }

    [TestCase(Timing.Uniform)]
    [TestCase(Timing.Extremes)]
    [TestCase(Timing.Steady)]
    public void No_way_leaves_the_range_of_the_profile_or_of_a_link(Timing timing)
    {
        var profile = new NetworkProfile
        {
            RequestDelay = new(7.Milliseconds(), 9.Milliseconds()),
            ReplyDelay = new(3.Milliseconds(), 3.Milliseconds()),
        };
        var plain = Send(timing, profile);
        var slow = Send(timing, profile, Count, 1, SlowLink);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.RequestDelays, Is.All.InRange(7, 9));
            Assert.That(plain.ReplyDelays, Is.All.EqualTo(3).Within(0.0001));
            Assert.That(slow.RequestDelays, Is.All.InRange(40, 41));
        }

        static void SlowLink(World world, IReadOnlyList<SimulatedNode> nodes) =>
            world.Network.SetLatency(nodes[0], nodes[1], 40.Milliseconds(), 41.Milliseconds());
    }

    private static Traffic Send(
        Timing timing,
        NetworkProfile profile,
        int count = Count,
        ulong seed = 1,
        Action<World, IReadOnlyList<SimulatedNode>>? prepare = null) => new(profile, count, prepare, seed, timing);

    private static List<string> Orders(Interleaving interleaving) =>
        [.. Enumerable.Range(1, 200).Select(seed => Order((ulong)seed, interleaving))];

    // Which node's activities run, in order.
    private static string Order(ulong seed, Interleaving interleaving)
    {
        var order = "";
        var world = Worlds.Make(new WorldOptions { Seed = seed, Interleaving = interleaving, Timing = Timing.Uniform });
        world.Add(2, node =>
        {
            for (var i = 0; i < 3; i++)
                node.Start(async () => order += node.Id);
        });
        world.RunFor(1.Seconds());
        return order;
    }

    // Which of two nodes is first, millisecond by millisecond.
    private static List<int> Firsts(Interleaving interleaving, int rounds)
    {
        var firsts = new List<int>();
        var world = Worlds.Make(new WorldOptions { Seed = 1, Interleaving = interleaving, Timing = Timing.Uniform });
        world.Add(2, node => node.Start(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                await node.Delay(1.Milliseconds());
                if (firsts.Count == round)
                    firsts.Add(node.Id);
            }
        }));
        world.RunFor(10.Seconds());
        return firsts;
    }
}
