using Labs.Framework;

namespace Labs.Simulation.Tests.Crashes;

/// <summary>The tester calls into a node what takes time there: the node awaits it, and the tester hears of its end.</summary>
public sealed class WaitingInvokeTests
{
    [Test]
    public void A_call_ends_when_its_task_does_and_its_result_is_a_copy()
    {
        var (world, node) = ExceptionTests.WithServant();
        var record = new Bytes([1]);
        var run = world.Run(async () =>
        {
            var copy = await node.InvokeAsync((Servant s) => After(s.Node, 7, record));
            Assert.That(world.Now, Is.EqualTo(7.Milliseconds()));
            Assert.That(copy.Values, Is.EqualTo(record.Values).And.Not.SameAs(record.Values));
            await node.InvokeAsync((Servant s) => s.Node.Delay(5.Milliseconds()));
            Assert.That(await node.InvokeAsync<Servant, int>(s => Task.FromResult(s.Node.Id + 3)), Is.EqualTo(3));
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(run.VirtualTime, Is.EqualTo(12.Milliseconds()));
        }
    }

    [Test]
    public void Calls_may_be_under_way_at_once_and_the_tester_stays_the_tester()
    {
        var (world, node) = ExceptionTests.WithServant();
        var run = world.Run(async () =>
        {
            var slow = node.InvokeAsync((Servant s) => After(s.Node, 9, "slow"));
            var quick = node.InvokeAsync((Servant s) => After(s.Node, 2, "quick"));
            Assert.That(await await Task.WhenAny(slow, quick), Is.EqualTo("quick"));
            await world.Tester.Delay(1.Milliseconds());
            Assert.That(await slow, Is.EqualTo("slow"));
            await world.Tester.Delay(1.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(run.VirtualTime, Is.EqualTo(10.Milliseconds()));
        }
    }

    [Test]
    public void A_call_that_throws_later_is_the_submissions_failure()
    {
        var (world, node) = ExceptionTests.WithServant();
        var run = world.Run(() => node.InvokeAsync(async (Servant s) =>
        {
            await s.Node.Delay(4.Milliseconds());
            throw new FormatException("boom");
        }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure?.Kind, Is.EqualTo(FailureKind.Exception));
            Assert.That(run.Failure?.Reason, Is.EqualTo("n/0 threw FormatException from a call of Servant: boom"));
            Assert.That(run.VirtualTime, Is.EqualTo(4.Milliseconds()));
        }
    }

    private static IEnumerable<TestCaseData> WithoutTask =>
    [
        new TestCaseData((SimulatedNode node) => node.InvokeAsync((Servant _) => NoTask<int>.Plain)).SetArgDisplayNames("no result"),
        new TestCaseData((SimulatedNode node) => node.InvokeAsync((Servant _) => NoTask<int>.WithResult)).SetArgDisplayNames("a result"),
    ];

    [TestCaseSource(nameof(WithoutTask))]
    public void A_call_that_returns_no_task_is_the_submissions_failure(Func<SimulatedNode, Task> call)
    {
        var (world, node) = ExceptionTests.WithServant();
        var run = world.Run(() => call(node));
        Assert.That(
            run.Failure?.Reason,
            Is.EqualTo("n/0 threw InvalidOperationException from a call of Servant: it returned null instead of a task"));
    }

    [Test]
    public void A_call_ends_when_its_node_goes_down_meanwhile()
    {
        var (world, node) = ExceptionTests.WithServant();
        string? message = null;
        var run = world.Run(async () =>
        {
            var call = node.InvokeAsync((Servant s) => After(s.Node, 50, 1));
            await world.Tester.Delay(3.Milliseconds());
            node.Crash();
            node.Start();
            try
            {
                await call;
            }
            catch (NodeDownException down)
            {
                message = $"{down.Message} after {world.Now.TotalMilliseconds} ms";
            }

            await world.Tester.Delay(100.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(message, Is.EqualTo("n/0 is down after 3 ms"));
        }
    }

    [Test]
    public void What_a_ghost_returns_nobody_hears()
    {
        var (world, node) = ExceptionTests.WithServant();
        var isDown = false;
        var run = world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            _ = node.CrashAtEffect(EffectKind.Save, 1, Boundary.After);
            try
            {
                await node.InvokeAsync((Servant s) =>
                {
                    s.Node.Persister.Save(new Saved(1));
                    return Task.FromResult(1);
                });
            }
            catch (NodeDownException)
            {
                isDown = true;
            }
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(isDown, Is.True);
        }
    }

    [Test]
    public void A_call_of_a_paused_node_goes_on_when_the_node_does()
    {
        var (world, node) = ExceptionTests.WithServant();
        var run = world.Run(async () =>
        {
            var call = node.InvokeAsync((Servant s) => After(s.Node, 5, 1));
            await world.Tester.Delay(1.Milliseconds());
            node.Pause();
            await world.Tester.Delay(20.Milliseconds());
            Assert.That(call.IsCompleted, Is.False);
            node.Resume();
            await call;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(run.VirtualTime, Is.EqualTo(21.Milliseconds()));
        }
    }

    private static async Task<T> After<T>(INode node, int milliseconds, T result)
    {
        await node.Delay(milliseconds.Milliseconds());
        return result;
    }

    private static class NoTask<T>
    {
        public static readonly Task Plain = null!;
        public static readonly Task<T> WithResult = null!;
    }
}
