using Labs.Framework;

namespace Labs.Simulation.Tests.Networks;

/// <summary>Which messages find their way.</summary>
public sealed class CutTests
{
    [Test]
    public void A_cut_is_of_one_direction()
    {
        var net = new Mesh(3);
        net.World.Network.Cut(net.Nodes[0], net.Nodes[1]);
        var seen = net.CallAll();
        using (Assert.EnterMultipleScope())
        {
            // From 0 to 1 nothing comes; from 1 to 0 the request comes, and its answer is lost.
            Assert.That(seen.Received, Is.EqualTo("02 10 12 20 21"));
            Assert.That(seen.Answered, Is.EqualTo("02 12 20 21"));
        }
    }

    [Test]
    public void Joining_undoes_a_cut()
    {
        var net = new Mesh(2);
        net.World.Network.Cut(net.Nodes[0], net.Nodes[1]);
        net.World.Network.Join(net.Nodes[0], net.Nodes[1]);
        Assert.That(net.CallAll().Answered, Is.EqualTo("01 10"));
    }

    [Test]
    public void An_isolated_node_reaches_nobody_and_is_reached_by_nobody()
    {
        var net = new Mesh(3);
        net.World.Network.Isolate(net.Nodes[1]);
        Assert.That(net.CallAll().Received, Is.EqualTo("02 20"));
    }

    [Test]
    public void A_node_that_is_reconnected_reaches_also_those_that_are_isolated_themselves()
    {
        var net = new Mesh(3);
        net.World.Network.Isolate(net.Nodes[0]);
        net.World.Network.Isolate(net.Nodes[1]);
        net.World.Network.Reconnect(net.Nodes[1]);
        Assert.That(net.CallAll().Answered, Is.EqualTo("01 10 12 21"));
    }

    [Test]
    public void A_partition_joins_within_a_side_cuts_between_sides_and_leaves_the_rest()
    {
        var net = new Mesh(5);
        var nodes = net.Nodes;
        net.World.Network.Cut(nodes[4], nodes[0]);
        net.World.Network.Cut(nodes[0], nodes[1]);
        net.World.Network.Partition([nodes[0], nodes[1]], [nodes[2], nodes[3]]);
        Assert.That(net.CallAll().Received, Is.EqualTo("01 04 10 14 23 24 32 34 41 42 43"));
    }

    [Test]
    public void Healing_joins_all()
    {
        var net = new Mesh(3);
        net.World.Network.Partition([net.Nodes[0]], [net.Nodes[1]], [net.Nodes[2]]);
        net.World.Network.Cut(net.Nodes[2], net.Nodes[0]);
        net.World.Network.Heal();
        Assert.That(net.CallAll().Answered, Is.EqualTo("01 02 10 12 20 21"));
    }

    [Test]
    public void What_is_in_flight_when_a_link_is_cut_still_arrives()
    {
        var net = new Mesh(2);
        net.World.Network.SetLatency(net.Nodes[0], net.Nodes[1], 10.Milliseconds(), 10.Milliseconds());
        net.World.Network.SetLatency(net.Nodes[1], net.Nodes[0], 10.Milliseconds(), 10.Milliseconds());
        // The requests are under way at 5 ms. At 10 ms the replies find the links joined, and are themselves under way at 15 ms.
        var seen = net.CallAll(async () =>
        {
            await net.World.Tester.Delay(5.Milliseconds());
            net.World.Network.Isolate(net.Nodes[0]);
            await net.World.Tester.Delay(2.Milliseconds());
            net.World.Network.Reconnect(net.Nodes[0]);
            await net.World.Tester.Delay(8.Milliseconds());
            net.World.Network.Isolate(net.Nodes[0]);
        });
        Assert.That(seen.Answered, Is.EqualTo("01 10"));
    }

    [Test]
    public void A_link_has_a_latency_of_its_own_in_one_direction_until_it_is_healed()
    {
        var net = new Mesh(2);
        net.World.Network.SetLatency(net.Nodes[0], net.Nodes[1], 20.Milliseconds(), 20.Milliseconds());
        var times = new List<double>();
        net.World.Run(async () =>
        {
            for (var i = 0; i < 2; i++)
            {
                var start = net.World.Now;
                var before = net.Received.Count;
                await net.Nodes[0].InvokeAsync((Servant s) => s.Do(() => s.Node.Others[0].CallAsync(new Echo(1))));
                while (net.Received.Count == before)
                    await net.World.Tester.Delay(100.Microseconds());
                times.Add((net.World.Now - start).TotalMilliseconds);
                net.World.Network.Heal();
            }
        });
        Assert.That(times, Is.EqualTo(new[] { 20, 0.5 }).Within(0.1));
    }

    [Test]
    public void Nodes_of_different_groups_reach_each_other()
    {
        var world = Worlds.Make();
        Echoed? answer = null;
        world.AddGroup("a", 1, (node, _) =>
        {
            node.Start(async () => answer = await node.Connect("b/1").CallAsync(new Echo(5)));
            return node;
        });
        world.AddGroup("b", 2, (node, self) =>
        {
            node.Handle((Echo e) => new Echoed(e.Number + self.Id));
            return node;
        });
        world.RunFor(1.Seconds());
        Assert.That(answer, Is.EqualTo(new Echoed(6)));
    }

    /// <summary>Nodes of which each can call each other.</summary>
    private sealed class Mesh
    {
        public Mesh(int size)
        {
            World = Worlds.Make();
            Nodes = World.AddGroup("n", size, (node, self) =>
            {
                node.Handle((Echo e) =>
                {
                    Received.Add($"{e.Number}{self.Id}");
                    return new Echoed(e.Number);
                });
                return new Servant(node);
            });
        }

        public World World { get; }

        public IReadOnlyList<SimulatedNode> Nodes { get; }

        public List<string> Received { get; } = [];

        /// <summary>Lets everyone call everyone; says who received from whom, and who had an answer from whom.</summary>
        public (string Received, string Answered) CallAll(Func<Task>? meanwhile = null)
        {
            var answered = new List<string>();
            var result = World.Run(async () =>
            {
                foreach (var node in Nodes)
                    await node.InvokeAsync((Servant s) => s.Do(() => CallOthers(s.Node)));
                if (meanwhile is not null)
                    await meanwhile();
                await World.Tester.Delay(1.Seconds());
            });
            Assert.That(result.Failure, Is.Null);
            return (string.Join(' ', Received.Order(StringComparer.Ordinal)), string.Join(' ', answered.Order(StringComparer.Ordinal)));

            void CallOthers(INode node)
            {
                foreach (var other in node.Others)
                {
                    node.Start(async () =>
                    {
                        if (await other.CallAsync(new Echo(node.Id)) is not null)
                            answered.Add($"{node.Id}{other.Id}");
                    });
                }
            }
        }
    }
}
