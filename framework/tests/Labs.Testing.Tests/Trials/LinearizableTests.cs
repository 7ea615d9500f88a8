using Labs.Checking;
using Labs.Framework;
using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Testing.Tests.Trials;

/// <summary>What a suite's history check says of a run.</summary>
public sealed class LinearizableTests
{
    [Test]
    public void A_history_with_an_order_passes()
    {
        var run = Check([Put(0, "a", 1, 2), Get(1, "a", 3, 4)]);

        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Inconclusive, Is.Null);
    }

    [Test]
    public void A_history_without_one_is_a_safety_failure_with_the_evidence()
    {
        var run = Check([Put(0, "a", 1, 2), Get(1, "b", 3, 4)]);

        Assert.That(run.Failure?.Kind, Is.EqualTo(FailureKind.Safety));
        Assert.That(
            run.Failure?.Reason,
            Is.EqualTo(
                "the key \"k\" holds \"a\" after the longest legal order of 1 operation, and neither then nor after any other can follow: "
                + "client 1 got \"b\" from \"k\", 0.003 000 s to 0.004 000 s; see the handout"));
        Assert.That(run.Failure?.Details, Does.Contain("\n  client 0 put \"a\" in \"k\", 0.001 000 s to 0.002 000 s\n"));
    }

    [Test]
    public void It_is_a_failure_too_when_faults_are_left_out()
    {
        var run = Check([Put(0, "a", 1, 2), Get(1, "b", 3, 4)], new Schedule([]));

        Assert.That(run.Failure?.Kind, Is.EqualTo(FailureKind.Safety));
    }

    [Test]
    public void Too_much_work_is_undecided()
    {
        var appends = Enumerable.Range(0, 12)
            .Select(client => new Operation(client, OperationKind.Append, "k", 0, 10) { Value = $"{client}" });

        var run = Check([.. appends, Get(12, "11109876543210", 20, 30)], statesMax: 5);

        Assert.That(run.Failure, Is.Null);
        Assert.That(
            run.Inconclusive, Is.EqualTo("whether the operations are linearizable is not known: 5 states are not enough for \"k\""));
    }

    private static Operation Put(int client, string value, int call, int end) =>
        new(client, OperationKind.Put, "k", call.Milliseconds().Ticks, end.Milliseconds().Ticks) { Value = value };

    private static Operation Get(int client, string value, int call, int end) =>
        new(client, OperationKind.Get, "k", call.Milliseconds().Ticks, end.Milliseconds().Ticks) { Value = value };

    private static RunResult Check(Operation[] operations, Schedule? schedule = null, long statesMax = 1000)
    {
        var world = new World(new WorldOptions { Seed = 1, Schedule = schedule });
        var nodes = world.AddGroup("n", 2, (node, _) => node);
        return world.Run(async () =>
        {
            world.Network.Isolate(nodes[0]);
            await world.Tester.Delay(1.Milliseconds());
            Expect.Linearizable(world, SequentialModel.Kv, operations, "see the handout", statesMax);
        });
    }
}
