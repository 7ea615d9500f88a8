using Labs.Framework;

namespace Labs.Simulation.Tests.Draws;

/// <summary>A draw depends on its key alone: one thing more or less changes no other draw.</summary>
public sealed class KeyTests
{
    private static readonly NetworkProfile Profile = NetworkProfile.LabrpcUnreliable.WithLongReordering();

    private static IEnumerable<TestCaseData> Changes =>
    [
        Change("a log line", node => node.Log($"one more")),
        Change("randomness of the node", node => node.Random.Next()),
        Change("a call on another link", node => node.Connect("n/2").CallAsync(new Echo(99))),
        Change("a call of the same content on another link", node => node.Connect("n/2").CallAsync(new Echo(1))),
        Change("a call of other content on the same link", node => node.Connect("n/1").CallAsync(new Echo(99))),
        Change("an activity", node => node.Start(() => node.Delay(1.Milliseconds()))),
        Change("a save", node => node.Persister.Save(new Echoed(1))),
    ];

    [TestCaseSource(nameof(Changes))]
    public void One_thing_more_in_a_node_leaves_the_fate_of_its_messages(Action<INode> change)
    {
        var plain = Fates(_ => { }, (_, _) => { });
        Assert.That(Fates(change, (_, _) => { }), Is.EqualTo(plain));
        Assert.That(plain.Distinct().Count(), Is.EqualTo(plain.Count), "each message has a fate of its own");
    }

    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault("a crash of another node", (_, nodes) => nodes[2].Crash()),
        Fault("a cut of another link", (world, nodes) => world.Network.Cut(nodes[1], nodes[2])),
        Fault("a pause of another node", (_, nodes) => nodes[2].Pause()),
        Fault("a drift of another clock", (_, nodes) => nodes[2].SetClockDrift(1000)),
        Fault("randomness of the tester", (world, _) => world.Tester.Random.Next()),
        Fault("a note", (world, _) => world.Note("note")),
    ];

    [TestCaseSource(nameof(Faults))]
    public void One_fault_more_leaves_the_fate_of_other_messages(Action<World, IReadOnlyList<SimulatedNode>> fault) =>
        Assert.That(Fates(_ => { }, fault), Is.EqualTo(Fates(_ => { }, (_, _) => { })));

    [Test]
    public void A_message_that_is_cut_off_leaves_the_fate_of_the_next_equal_one()
    {
        var (plain, cut) = (Fates(isCutAtFirst: false), Fates(isCutAtFirst: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cut[0], Is.Not.EqualTo(plain[0]));
            Assert.That(cut[1..], Is.EqualTo(plain[1..]));
        }

        static List<string> Fates(bool isCutAtFirst)
        {
            var (world, fates) = (Worlds.Make(), new List<string>());
            world.Network.Profile = Profile;
            var nodes = world.Add(2, node =>
            {
                node.Handle((Echo e) => new Echoed(e.Number));
                for (var i = 0; i < 20 && node.Id == 0; i++)
                {
                    var number = i;
                    node.Start(async () =>
                    {
                        await node.Delay((1 + (number * 10_000)).Milliseconds());
                        var answer = await node.Others[0].CallAsync(new Echo(1));
                        fates.Add($"{number} {answer} after {(world.Now - (1 + (number * 10_000)).Milliseconds()).Ticks}");
                    });
                }
            });
            world.Run(async () =>
            {
                if (isCutAtFirst)
                    world.Network.Isolate(nodes[1]);
                await world.Tester.Delay(5000.Milliseconds());
                world.Network.Heal();
                await world.Tester.Delay(300.Seconds());
            });
            return fates;
        }
    }

    [Test]
    public void A_nodes_randomness_is_its_own()
    {
        var plain = Draws(greedy: -1);
        var greedy = Draws(greedy: 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(greedy[1..], Is.EqualTo(plain[1..]));
            Assert.That(plain.Distinct().Count(), Is.EqualTo(3));
        }

        static List<long> Draws(int greedy)
        {
            var (world, draws) = (Worlds.Make(), new long[3]);
            world.Add(3, node =>
            {
                if (node.Id == greedy)
                    node.Random.Next();
                draws[node.Id] = node.Random.NextInt64();
            });
            world.RunFor(1.Seconds());
            return [.. draws];
        }
    }

    [Test]
    public void A_sequence_for_a_purpose_depends_on_seed_purpose_and_key()
    {
        var draws = new List<long>
        {
            Draw(1, "nemesis", 0), Draw(1, "nemesis", 1), Draw(1, "client", 0), Draw(2, "nemesis", 0),
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(draws.Distinct().Count(), Is.EqualTo(4));
            Assert.That(Draw(1, "nemesis", 1), Is.EqualTo(draws[1]));
        }

        static long Draw(ulong seed, string purpose, long key) => Worlds.Make(seed).RandomFor(purpose, key).NextInt64();
    }

    private static TestCaseData Change(string name, Action<INode> change) => new TestCaseData(change).SetArgDisplayNames(name);

    private static TestCaseData Fault(string name, Action<World, IReadOnlyList<SimulatedNode>> fault) =>
        new TestCaseData(fault).SetArgDisplayNames(name);

    /// <summary>When requests of node 0 to node 1 arrive, and when their calls end. Some are equal.</summary>
    private static List<string> Fates(Action<INode> change, Action<World, IReadOnlyList<SimulatedNode>> fault)
    {
        var (world, fates) = (Worlds.Make(), new List<string>());
        world.Network.Profile = Profile;
        var nodes = world.Add(3, node =>
        {
            node.Handle((Echo e) =>
            {
                if (node.Id == 1 && e.Number < 99)
                    fates.Add($"{e.Number} arrived {world.Now.Ticks}");
                return new Echoed(e.Number);
            });
            if (node.Id == 0)
                node.Start(() => Send(node));
        });
        world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            fault(world, nodes);
            await world.Tester.Delay(60.Seconds());
        });
        return fates;

        async Task Send(INode node)
        {
            await node.Delay(2.Milliseconds());
            change(node);
            // One after the other in one event, so that nothing but their keys tells them apart.
            for (var i = 0; i < 30; i++)
                _ = Call(node, i % 20);
        }

        async Task Call(INode node, int number)
        {
            var answer = await node.Others[0].CallAsync(new Echo(number));
            fates.Add($"{number} {answer is not null} {world.Now.Ticks}");
        }
    }
}
