using Labs.Framework;

namespace Labs.Simulation.Tests.Crashes;

/// <summary>The tester enters a node by an event of the node's, and learns when the node went down meanwhile.</summary>
public sealed class InvokeTests
{
    [Test]
    public void A_call_runs_in_the_nodes_context_and_its_result_is_a_copy()
    {
        var (world, node) = ExceptionTests.WithServant();
        var array = new byte[] { 1 };
        var seen = new List<string>();
        byte[]? result = null;
        var run = world.Run(async () =>
        {
            var call = node.InvokeAsync((Servant s) =>
            {
                seen.Add("called");
                s.Node.Start(() => throw new FormatException("by the node"));
                return array;
            });
            seen.Add("not inside the tester's event");
            result = await call;
            await world.Tester.Delay(1.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.EqualTo(new[] { "not inside the tester's event", "called" }));
            Assert.That(run.Failure?.Reason, Is.EqualTo("n/0 threw FormatException from an activity: by the node"));
        }
    }

    [Test]
    public void A_result_is_a_copy()
    {
        var (world, node) = ExceptionTests.WithServant();
        var array = new byte[] { 1 };
        var record = new Bytes([1]);
        world.Run(async () =>
        {
            var copy = await node.InvokeAsync((Servant _) => array);
            var recordCopy = await node.InvokeAsync((Servant _) => record);
            Assert.That(copy, Is.EqualTo(array).And.Not.SameAs(array));
            Assert.That(recordCopy.Values, Is.EqualTo(record.Values).And.Not.SameAs(record.Values));
            Assert.That(await node.InvokeAsync((Servant _) => (int?)null), Is.Null);
            Assert.That(await node.InvokeAsync((Servant _) => (string?)null), Is.Null);
        });
    }

    [Test]
    public void A_call_takes_no_virtual_time()
    {
        var (world, node) = ExceptionTests.WithServant();
        var result = world.Run(async () =>
        {
            await world.Tester.Delay(7.Milliseconds());
            Assert.That(await node.InvokeAsync((Servant s) => s.Node.Id), Is.Zero);
        });
        Assert.That(result.VirtualTime, Is.EqualTo(7.Milliseconds()));
    }

    [Test]
    public void A_call_before_the_nodes_first_event_waits_for_its_constructor()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var world = Worlds.Make(seed);
            var node = world.AddGroup("n", 1, (node, _) => new Servant(node))[0];
            var result = world.Run(async () =>
            {
                await node.InvokeAsync((Servant s) => s.Node.Id);
                node.Crash();
                node.Start();
                await node.InvokeAsync((Servant s) => s.Node.Id);
            });
            Assert.That(result.Failure, Is.Null);
        }
    }

    private static IEnumerable<TestCaseData> Downs =>
    [
        new TestCaseData((SimulatedNode node) =>
        {
            node.Crash();
            return node.InvokeAsync((Servant s) => s.Node.Id);
        }).SetArgDisplayNames("a node that is down"),
        new TestCaseData((SimulatedNode node) =>
        {
            var call = node.InvokeAsync((Servant s) => s.Node.Id);
            node.Crash();
            return call;
        }).SetArgDisplayNames("a node that goes down before the call"),
        new TestCaseData((SimulatedNode node) =>
        {
            var call = node.InvokeAsync((Servant s) => s.Node.Id);
            node.Crash();
            node.Start();
            return call;
        }).SetArgDisplayNames("a node that was restarted before the call"),
        new TestCaseData((SimulatedNode node) =>
        {
            node.CrashAtEffect(EffectKind.Save, 1, Boundary.Before);
            return node.InvokeAsync((Servant s) =>
            {
                s.Node.Persister.Save(new Saved(1));
                return 1;
            });
        }).SetArgDisplayNames("a node that goes down in the call"),
        new TestCaseData((SimulatedNode node) =>
        {
            node.Pause();
            var call = node.InvokeAsync((Servant s) => s.Node.Id);
            node.Crash();
            return call;
        }).SetArgDisplayNames("a node that goes down while it is paused"),
    ];

    [TestCaseSource(nameof(Downs))]
    public void A_call_ends_when_its_node_goes_down(Func<SimulatedNode, Task> call)
    {
        var (world, node) = ExceptionTests.WithServant();
        string? message = null;
        var result = world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            try
            {
                await call(node);
            }
            catch (NodeDownException down)
            {
                message = down.Message;
            }
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(message, Is.EqualTo("n/0 is down"));
            Assert.That(result.VirtualTime, Is.EqualTo(1.Milliseconds()));
        }
    }

    [Test]
    public void Effects_of_a_node_that_is_down_can_not_be_made()
    {
        var (world, node) = ExceptionTests.WithServant();
        node.Crash();
        Assert.That(() => world.AsEffects<ICounter>(node, new Counter()), Throws.TypeOf<NodeDownException>());
    }
}
