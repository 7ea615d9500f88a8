using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>What has no end is ended by counting, with a sentence that says what went on.</summary>
public sealed class LimitTests
{
    private const string RanOn = "ran on without end: a loop in which virtual time can't move; await something in it (node.Delay)";

    [Test]
    public void A_scenario_that_waits_when_nothing_is_left_is_a_deadlock()
    {
        var world = Worlds.Make();
        world.WaitingFor = "a leader";
        var result = world.Run(() => new TaskCompletionSource().Task);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.Liveness));
            Assert.That(result.Failure?.Reason, Is.EqualTo("deadlock: nothing is left to happen, but the scenario still waits for a leader"));
        }
    }

    [Test]
    public void A_scenario_that_waits_for_nothing_in_particular_is_a_deadlock_too()
    {
        var result = Worlds.Make().Run(() => new TaskCompletionSource().Task);
        Assert.That(result.Failure?.Reason, Is.EqualTo("deadlock: nothing is left to happen, but the scenario still waits"));
    }

    [Test]
    public void Virtual_time_ends()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, TimeLimit = 5.Seconds() });
        world.Add(1, node => node.Every(1.Seconds(), () => { }));
        var result = world.Run(async () =>
        {
            world.WaitingFor = "five commits";
            await new TaskCompletionSource().Task;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
            result.Failure,
            Is.EqualTo(new Failure(FailureKind.Liveness, "after 5 s the scenario still waited for five commits", 5.Seconds())));
            Assert.That(result.VirtualTime, Is.EqualTo(5.Seconds()));
        }
    }

    [Test]
    public void What_happens_at_the_very_limit_still_counts()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, TimeLimit = 5.Seconds() });
        Assert.That(world.RunFor(5.Seconds()).Failure, Is.Null);
    }

    [Test]
    public void Events_without_virtual_time_moving_are_a_busy_loop()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, EventLimitPerInstant = 1000 });
        world.Add(1, node => node.Start(async () =>
        {
            await node.Delay(3.Milliseconds());
            while (true)
                await Task.Yield();
        }));
        var result = world.RunFor(1.Seconds());
        Assert.That(result.Failure, Is.EqualTo(new Failure(
            FailureKind.BusyLoop,
            "n/0 ran on without virtual time moving: 1,001 events at one instant; wait with node.Delay instead of Task.Yield",
            3.Milliseconds())));
    }

    [Test]
    public void The_shortest_delay_moves_time()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, EventLimitPerInstant = 1000 });
        var count = 0;
        world.Add(1, node => node.Start(async () =>
        {
            for (; count < 10_000; count++)
                await node.Delay(TimeSpan.Zero);
        }));
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(count, Is.EqualTo(10_000));
        }
    }

    [Test]
    public void Events_in_all_are_limited()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, EventLimit = 500 });
        world.Add(1, node => node.Every(1.Milliseconds(), () => { }));
        var result = world.RunFor(10.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.BusyLoop));
            Assert.That(result.Failure?.Reason, Is.EqualTo("500 events are more than a run may have"));
            Assert.That(result.Events, Is.EqualTo(500));
        }
    }

    private static IEnumerable<TestCaseData> Loops =>
    [
        new TestCaseData(() => Loop()).SetArgDisplayNames("a plain loop"),
        new TestCaseData(() =>
        {
            try
            {
                throw new FormatException();
            }
            catch (FormatException)
            {
                Loop();
            }
        }).SetArgDisplayNames("in a catch"),
        new TestCaseData(() =>
        {
            try
            {
                Loop();
            }
            finally
            {
                Loop();
            }
        }).SetArgDisplayNames("with a finally"),
    ];

    [TestCaseSource(nameof(Loops))]
    public void A_loop_without_end_is_found_by_counting_its_steps(Action loop)
    {
        var parked = StepBudget.ParkedThreads;
        var results = new List<RunResult>();
        for (var run = 0; run < 2; run++)
        {
            var world = Worlds.Make(new WorldOptions { Seed = 1, StepLimitPerInstant = 10_000 });
            world.Add(2, node => node.Start(async () =>
            {
                await node.Delay(node.Id == 0 ? 3.Milliseconds() : 5.Milliseconds());
                loop();
            }));
            results.Add(world.RunFor(1.Seconds()));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results[0].Failure?.Kind, Is.EqualTo(FailureKind.BusyLoop));
            Assert.That(results[0].Failure?.Reason, Is.EqualTo($"n/0 {RanOn}"));
            Assert.That(results[0].Failure?.At, Is.EqualTo(3.Milliseconds()));
            Assert.That(results[0].Failure?.Details, Does.Match(@"at LimitTests\.Loop in LimitTests\.cs:line \d+"));
            Assert.That(results[1], Is.EqualTo(results[0] with { Trace = results[1].Trace, Margins = results[1].Margins }));
            Assert.That(StepBudget.ParkedThreads, Is.EqualTo(parked + 2));
        }
    }

    [Test]
    public void A_constructor_without_end_is_found()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, StepLimitPerInstant = 10_000 });
        world.Add(1, _ => Loop());
        Assert.That(world.RunFor(1.Seconds()).Failure?.Reason, Is.EqualTo($"n/0 {RanOn}"));
    }

    [Test]
    public void Steps_are_counted_anew_at_each_instant()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, StepLimitPerInstant = 1000 });
        world.Add(1, node => node.Every(1.Milliseconds(), () => Steps(900)));
        Assert.That(world.RunFor(1.Seconds()).Failure, Is.Null);
    }

    [Test]
    public void Steps_of_one_instant_add_up_over_its_events()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, StepLimitPerInstant = 1000 });
        world.Add(2, node => node.Every(1.Milliseconds(), () => Steps(600)));
        Assert.That(world.RunFor(1.Seconds()).Failure?.Reason, Does.EndWith(RanOn));
    }

    [Test]
    public void Steps_in_all_are_limited()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, StepLimit = 100_000 });
        world.Add(1, node => node.Every(1.Milliseconds(), () => Steps(1000)));
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.BusyLoop));
            Assert.That(result.Failure?.Reason, Is.EqualTo("101,000 steps of the submission's code are more than a run may have"));
        }
    }

    [Test]
    public void A_recursion_without_end_is_found_before_the_stack_ends()
    {
        var world = Worlds.Make();
        world.Add(1, node => node.Start(async () =>
        {
            await node.Delay(3.Milliseconds());
            try
            {
                Recurse();
            }
            catch (InsufficientExecutionStackException)
            {
                node.Log("caught");
            }
        }));
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.BusyLoop));
            Assert.That(result.Failure?.Reason, Is.EqualTo("n/0 called itself without end: the stack is full"));
            Assert.That(result.Lines("log"), Is.Empty);
        }
    }

    [Test]
    public void A_trace_keeps_its_end()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, KeepTrace = true, TraceLimit = 100 });
        world.Add(1, node => node.Start(async () =>
        {
            for (var i = 1; i <= 1000; i++)
            {
                node.Log($"line {i}");
                await node.Delay(1.Milliseconds());
            }
        }));
        var result = world.RunFor(2.Seconds());
        var kept = result.Lines("log").Count;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Is.InRange(50, 100));
            // Beside the log lines, the starts of the tester and of the node were dropped.
            Assert.That(result.Trace[0].Text, Is.EqualTo($"{1002 - kept} earlier events were dropped"));
            Assert.That(result.Trace[^1].Text, Is.EqualTo("line 1000"));
        }
    }

    [Test]
    public void A_flood_of_log_lines_ends_the_run_whether_they_are_read_or_not([Values] bool isRead)
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, KeepTrace = isRead, LogLineLimit = 100 });
        world.Add(1, node => node.Every(1.Milliseconds(), () => node.Log($"again")));
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.Budget));
            Assert.That(result.Failure?.Reason, Is.EqualTo("n/0 floods the log: more than 100 lines in one run"));
            Assert.That(result.Failure?.At, Is.EqualTo(101.Milliseconds()));
        }
    }

    private static void Loop()
    {
        while (true)
            StepBudget.Tick();
    }

    private static void Steps(int count)
    {
        for (var i = 0; i < count; i++)
            StepBudget.Tick();
    }

    private static int Recurse()
    {
        StepBudget.Enter();
        return 1 + Recurse();
    }
}
