using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>A probe reads, and does nothing else.</summary>
public sealed class InspectTests
{
    private static IEnumerable<TestCaseData> SideEffects =>
    [
        new TestCaseData("Save", (Servant s) => s.Node.Persister.Save(new Echoed(1))),
        new TestCaseData("Start", (Servant s) => s.Node.Start(() => Task.CompletedTask)),
        new TestCaseData("Send", (Servant s) => { s.Node.Connect("n/0").CallAsync(new Echo(1)); }),
        new TestCaseData("Callback", (Servant s) => s.Counter.Count(1)),
        new TestCaseData("it set a timer", (Servant s) => { s.Node.Delay(1.Seconds()); }),
        new TestCaseData("it resumed a task", (Servant s) => { YieldAsync(); }),
    ];

    [TestCaseSource(nameof(SideEffects))]
    public void A_probe_that_has_an_effect_fails_the_run(string effect, Action<Servant> act)
    {
        var world = Worlds.Make();
        var node = world.AddGroup("n", 1, (node, self) => new Servant(node, world.AsEffects<ICounter>(self, new Counter())))[0];
        var result = world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            node.Inspect((Servant s) =>
            {
                act(s);
                return 1;
            });
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.Exception));
            Assert.That(result.Failure?.Reason, Is.EqualTo($"n/0: the probe must only read, but it had an effect ({effect})."));
        }
    }

    [Test]
    public void A_probe_that_throws_fails_the_run()
    {
        var (world, node) = ExceptionTests.WithServant();
        var result = world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            node.Inspect((Servant s) => s.Get<int>(() => throw new FormatException("boom")));
        });
        Assert.That(result.Failure?.Reason, Is.EqualTo("n/0 threw FormatException from its probe: boom"));
    }

    [Test]
    public void A_probe_reads_without_an_event_of_its_own()
    {
        var (events, hash) = (new List<long>(), new List<ulong>());
        foreach (var isInspected in new[] { false, true })
        {
            var (world, node) = ExceptionTests.WithServant();
            var result = world.Run(async () =>
            {
                await world.Tester.Delay(1.Milliseconds());
                if (isInspected)
                    Assert.That(node.Inspect((Servant s) => s.Node.Id + s.Node.GroupSize), Is.EqualTo(1));
                await world.Tester.Delay(1.Milliseconds());
            });
            events.Add(result.Events);
            hash.Add(result.TraceHash);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events[1], Is.EqualTo(events[0]));
            Assert.That(hash[1], Is.EqualTo(hash[0]));
        }
    }

    [Test]
    public void A_node_that_is_down_or_not_yet_there_or_of_another_type_shows_nothing()
    {
        var (world, node) = ExceptionTests.WithServant();
        var seen = new List<string?>();
        var result = world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            seen.Add(node.Inspect((Servant _) => "there"));
            seen.Add(node.Inspect((Counter _) => "another type"));
            node.Crash();
            seen.Add(node.Inspect((Servant _) => "down"));
            node.Start();
            seen.Add(node.Inspect((Servant _) => "not yet there"));
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(seen, Is.EqualTo(new[] { "there", null, null, null }));
        }
    }

    private static async void YieldAsync() => await Task.Yield();
}
