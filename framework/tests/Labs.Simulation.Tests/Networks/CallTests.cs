using Labs.Framework;
using Labs.Simulation.Tests.Crashes;

namespace Labs.Simulation.Tests.Networks;

/// <summary>How a call ends, and what is counted.</summary>
public sealed class CallTests
{
    private static readonly NetworkProfile Silent = Worlds.Steady with { IsLossSilent = true };

    private static IEnumerable<TestCaseData> Losses =>
    [
        Loss("a lost request", Silent with { RequestLossPerMille = 1000 }),
        Loss("a lost reply", Silent with { ReplyLossPerMille = 1000 }),
        Loss("no way there", Silent, (world, nodes) => world.Network.Cut(nodes[0], nodes[1])),
        Loss("no way back", Silent, (world, nodes) => world.Network.Cut(nodes[1], nodes[0])),
        Loss("a node that is down", Silent, (_, nodes) => nodes[1].Crash()),
        Loss("a node that goes down before it replies", Silent, (_, nodes) => nodes[1].CrashAtEffect(EffectKind.Reply, 1, Boundary.Before)),
        Loss("a handler that never replies", Worlds.Steady, handler: (NeverEcho _) => new TaskCompletionSource<Echoed>().Task),
    ];

    [TestCaseSource(nameof(Losses))]
    public void A_silent_loss_shows_by_the_time_out_alone(
        NetworkProfile profile, Action<World, IReadOnlyList<SimulatedNode>> prepare, Func<NeverEcho, Task<Echoed>> handler)
    {
        var (answered, ended) = (false, new List<TimeSpan>());
        var world = Worlds.Make();
        world.Network.Profile = profile;
        var nodes = world.Add(2, node =>
        {
            node.Handle(handler);
            Call(node, null);
            Call(node, 30.Milliseconds());
        });
        prepare(world, nodes);
        var result = world.RunFor(20.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(answered, Is.False);
            Assert.That(ended, Is.EqualTo(new[] { 30.Milliseconds(), 10.Seconds() }));
        }

        void Call(INode node, TimeSpan? timeout) => node.Start(async () =>
        {
            if (node.Id != 0)
                return;
            answered |= await node.Others[0].CallAsync(new NeverEcho(1), timeout) is not null;
            ended.Add(world.Now);
        });
    }

    [Test]
    public void A_caller_is_told_when_a_node_goes_down_before_it_replies()
    {
        var world = Worlds.Make();
        TimeSpan? ended = null;
        var nodes = world.Add(2, node =>
        {
            node.Handle((NeverEcho _) => new TaskCompletionSource<Echoed>().Task);
            node.Start(async () =>
            {
                if (node.Id != 0)
                    return;
                Assert.That(await node.Others[0].CallAsync(new NeverEcho(1)), Is.Null);
                ended = world.Now;
            });
        });
        world.Run(async () =>
        {
            await world.Tester.Delay(5.Milliseconds());
            nodes[1].Crash();
            await world.Tester.Delay(1.Seconds());
        });
        Assert.That(ended, Is.EqualTo(6.Milliseconds()));
    }

    [Test]
    public void A_reply_that_comes_after_the_time_out_comes_to_nobody()
    {
        var world = Worlds.Make();
        var answers = new List<Echoed?>();
        world.Add(1, node =>
        {
            node.Handle(async (SlowEcho e) =>
            {
                await node.Delay(20.Milliseconds());
                return new Echoed(e.Number);
            });
            node.Start(async () => answers.Add(await node.Connect("n/0").CallAsync(new SlowEcho(1), 10.Milliseconds())));
        });
        world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EqualTo(new Echoed?[] { null }));
            Assert.That(world.Network.LateReplies, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_duplicated_request_is_handled_twice_and_the_first_reply_counts()
    {
        var world = Worlds.Make();
        world.Network.Profile = Worlds.Steady with
        {
            DuplicateRequestPerMille = 1000,
            DuplicateDelay = new(5.Milliseconds(), 5.Milliseconds()),
        };
        var answers = new List<string>();
        var handled = 0;
        world.Add(1, node =>
        {
            node.Handle((Echo e) => new Echoed(++handled));
            node.Start(async () => answers.Add($"{(await node.Connect("n/0").CallAsync(new Echo(0)))?.Number} at {world.Now.TotalMilliseconds}"));
        });
        world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(handled, Is.EqualTo(2));
            Assert.That(answers, Is.EqualTo(new[] { "1 at 1" }));
            Assert.That(world.Network.LateReplies, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_duplicated_reply_comes_to_nobody()
    {
        var world = Worlds.Make();
        world.Network.Profile = Worlds.Steady with { DuplicateReplyPerMille = 1000 };
        var answers = 0;
        world.Add(1, node =>
        {
            node.Handle((Echo e) => new Echoed(e.Number));
            node.Start(async () => answers += await node.Connect("n/0").CallAsync(new Echo(0)) is null ? 0 : 1);
        });
        world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EqualTo(1));
            Assert.That(world.Network.LateReplies, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_request_is_encoded_when_it_is_sent_and_shared_with_nobody()
    {
        var seen = new List<int>();
        Worlds.RunOne(async node =>
        {
            node.Handle((Parcel p) =>
            {
                seen.Add(p.Values[0]);
                p.Values[0] = 3;
                return new Bytes(p.Values);
            });
            var values = new byte[] { 1 };
            var call = node.Connect("n/0").CallAsync(new Parcel(values));
            values[0] = 2;
            var reply = await call;
            seen.AddRange([reply!.Values[0], values[0]]);
        });
        Assert.That(seen, Is.EqualTo(new[] { 1, 3, 2 }));
    }

    [Test]
    public void Handlers_that_wait_are_under_way_at_once()
    {
        var world = Worlds.Make();
        var ends = new List<TimeSpan>();
        world.Add(2, node =>
        {
            node.Handle(async (SlowEcho e) =>
            {
                await node.Delay(10.Milliseconds());
                return new Echoed(e.Number);
            });
            for (var i = 0; i < 3 && node.Id == 0; i++)
            {
                var number = i;
                node.Start(async () =>
                {
                    await node.Others[0].CallAsync(new SlowEcho(number));
                    ends.Add(world.Now);
                });
            }
        });
        world.RunFor(1.Seconds());
        Assert.That(ends, Is.EqualTo(Enumerable.Repeat(11.Milliseconds(), 3)));
    }

    [Test]
    public void Calls_and_bytes_are_counted_by_content_in_all_and_for_each_node_but_not_the_testers()
    {
        var world = Worlds.Make();
        var nodes = world.Add(2, node =>
        {
            node.Handle((Parcel p) => new Bytes(new byte[p.Values.Length + 1]));
            node.Start(async () =>
            {
                for (var i = 0; i < 3 && node.Id == 0; i++)
                    await node.Others[0].CallAsync(new Parcel(new byte[100]));
            });
        });
        var result = world.Run(async () =>
        {
            await world.Tester.Connect("n/0").CallAsync(new Parcel(new byte[5]));
            await world.Tester.Delay(1.Seconds());
        });
        using (Assert.EnterMultipleScope())
        {
            // Bytes count 4 and their length; the replies to the tester are the node's.
            Assert.That(nodes[0].Calls, Is.EqualTo(3));
            Assert.That(nodes[1].Calls, Is.Zero);
            Assert.That(nodes[0].Bytes, Is.EqualTo((3 * 104) + 10));
            Assert.That(nodes[1].Bytes, Is.EqualTo(3 * 105));
            Assert.That(result.Calls, Is.EqualTo(3));
            Assert.That(result.Bytes, Is.EqualTo(nodes[0].Bytes + nodes[1].Bytes));
        }
    }

    [Test]
    public void A_node_knows_its_peers()
    {
        var seen = new List<string>();
        var world = Worlds.Make();
        world.Add(4, node => seen.Add($"{node.Id} of {node.GroupSize}, {node.Majority} are enough, others {string.Join(',', node.Others.Select(o => o.Id))}"));
        world.RunFor(1.Milliseconds());
        Assert.That(seen.Order(StringComparer.Ordinal), Is.EqualTo(new[]
        {
            "0 of 4, 3 are enough, others 1,2,3",
            "1 of 4, 3 are enough, others 0,2,3",
            "2 of 4, 3 are enough, others 0,1,3",
            "3 of 4, 3 are enough, others 0,1,2",
        }));
    }

    private static TestCaseData Loss(
        string how,
        NetworkProfile profile,
        Action<World, IReadOnlyList<SimulatedNode>>? prepare = null,
        Func<NeverEcho, Task<Echoed>>? handler = null) =>
        new TestCaseData(profile, prepare ?? ((_, _) => { }), handler ?? (e => Task.FromResult(new Echoed(e.Number))))
            .SetArgDisplayNames(how);
}
