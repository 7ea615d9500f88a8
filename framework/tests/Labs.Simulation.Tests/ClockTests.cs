using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>A node's clock: to the tick of 100 ns, at a rate of its own, rounded up.</summary>
public sealed class ClockTests
{
    [TestCase(long.MinValue, 1)]
    [TestCase(-10_000, 1)]
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(5_000, 5_000)]
    [TestCase(15_001, 15_001)]
    public void A_delay_lasts_its_ticks_and_never_completes_at_once(long ticks, long expected)
    {
        var (isCompleted, passed) = (true, 0L);
        var world = Worlds.Make();
        world.Add(1, node => node.Start(async () =>
        {
            var delay = node.Delay(TimeSpan.FromTicks(ticks));
            isCompleted = delay.IsCompleted;
            await delay;
            passed = world.Now.Ticks;
        }));
        world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(isCompleted, Is.False);
            Assert.That(passed, Is.EqualTo(expected));
        }
    }

    [Test]
    public void The_longest_delay_does_not_end([Values(-900_000, 0, 9_000_000)] int drift)
    {
        var world = Worlds.Make();
        var ended = false;
        var node = world.Add(1, node => node.Start(async () =>
        {
            await node.Delay(1.Milliseconds());
            await node.Delay(TimeSpan.MaxValue);
            ended = true;
        }))[0];
        node.SetClockDrift(drift);
        var result = world.RunFor(1.Seconds() * 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(ended, Is.False);
        }
    }

    [Test]
    public void A_delay_that_was_cancelled_leaves_nothing_behind()
    {
        var world = Worlds.Make();
        world.Add(1, node => node.Start(async () =>
        {
            using var cancel = new CancellationTokenSource();
            var delay = node.Delay(1.Seconds() * 3600, cancel.Token);
            cancel.Cancel();
            Assert.That(delay.IsCanceled, Is.True);
            Assert.That(node.Delay(1.Seconds(), cancel.Token).IsCanceled, Is.True);
        }));
        var result = world.Run(() => new TaskCompletionSource().Task);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Reason, Does.StartWith("deadlock"));
            Assert.That(result.VirtualTime, Is.EqualTo(TimeSpan.Zero));
        }
    }

    // One second of the node's clock in true time, rounded up to the tick.
    [TestCase(0, 10_000_000)]
    [TestCase(50_000, 9_523_810)]
    [TestCase(-50_000, 10_526_316)]
    [TestCase(-900_000, 100_000_000)]
    [TestCase(9_000_000, 1_000_000)]
    [TestCase(1, 9_999_991)]
    public void Drift_scales_delays_timers_and_time_stamps_together(int partsPerMillion, long expected)
    {
        var world = Worlds.Make();
        var ends = new List<long>();
        var elapsed = TimeSpan.Zero;
        var wall = TimeSpan.Zero;
        var node = world.Add(1, node =>
        {
            Measure(node, () => node.Delay(1.Seconds()));
            Measure(node, () => Task.Delay(1.Seconds(), node.Clock));
            Measure(node, async () =>
            {
                using var timer = new PeriodicTimer(1.Seconds(), node.Clock);
                await timer.WaitForNextTickAsync();
            });
            Measure(node, () => node.Connect("n/0").CallAsync(new NeverEcho(1), 1.Seconds()));
            node.Handle((NeverEcho e) => new TaskCompletionSource<Echoed>().Task);
        })[0];
        node.SetClockDrift(partsPerMillion);
        world.RunFor(20.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ends, Is.EqualTo(Enumerable.Repeat(expected, 4)));
            // Never less than the second, and over by less than one tick of true time.
            Assert.That(elapsed.Ticks, Is.InRange(10_000_000, 10_000_000 + Math.Max(1, (1_000_000 + partsPerMillion) / 1_000_000)));
            Assert.That(wall, Is.EqualTo(elapsed));
        }

        void Measure(INode node, Func<Task> wait) => node.Start(async () =>
        {
            var (stamp, time) = (node.Clock.GetTimestamp(), node.Clock.GetUtcNow());
            await wait();
            ends.Add(world.Now.Ticks);
            elapsed = node.Clock.GetElapsedTime(stamp);
            wall = node.Clock.GetUtcNow() - time;
        });
    }

    [Test]
    public void A_periodic_timer_does_not_add_up_its_roundings()
    {
        var world = Worlds.Make();
        var ticks = new List<long>();
        var node = world.Add(1, node => node.Start(async () =>
        {
            using var timer = new PeriodicTimer(1.Milliseconds(), node.Clock);
            while (await timer.WaitForNextTickAsync())
                ticks.Add(world.Now.Ticks);
        }))[0];
        node.SetClockDrift(333_333);
        world.RunFor(1.Seconds());
        // The n-th tick is due when n milliseconds of the node's have passed, to the tick, however many came before.
        var expected = Enumerable.Range(1, 1333).Select(n => ((n * 10_000L * 1_000_000) + 1_333_332) / 1_333_333);
        Assert.That(ticks, Is.EqualTo(expected));
    }

    [Test]
    public void A_new_rate_leaves_what_is_set_and_makes_no_jump()
    {
        var world = Worlds.Make();
        var ends = new List<TimeSpan>();
        var stamps = new List<long>();
        var node = world.AddGroup("n", 1, (node, _) =>
        {
            node.Start(async () =>
            {
                await node.Delay(2.Seconds());
                ends.Add(world.Now);
                await node.Delay(2.Seconds());
                ends.Add(world.Now);
            });
            return new Servant(node);
        })[0];
        world.Run(async () =>
        {
            await world.Tester.Delay(1.Seconds());
            stamps.Add(node.Inspect((Servant s) => s.Node.Clock.GetTimestamp()));
            node.SetClockDrift(1_000_000);
            stamps.Add(node.Inspect((Servant s) => s.Node.Clock.GetTimestamp()));
            await world.Tester.Delay(5.Seconds());
            stamps.Add(node.Inspect((Servant s) => s.Node.Clock.GetTimestamp()));
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ends, Is.EqualTo(new[] { 2.Seconds(), 3.Seconds() }));
            Assert.That(stamps[1], Is.EqualTo(stamps[0]));
            Assert.That(stamps[2] - stamps[1], Is.EqualTo(10.Seconds().Ticks));
        }
    }

    [Test]
    public void A_jump_moves_the_wall_clock_time_alone([Values(-3600, 3600)] int seconds)
    {
        var world = Worlds.Make();
        var end = TimeSpan.Zero;
        var (stamp, wall) = (TimeSpan.Zero, TimeSpan.Zero);
        var node = world.Add(1, node => node.Start(async () =>
        {
            var (firstStamp, firstTime) = (node.Clock.GetTimestamp(), node.Clock.GetUtcNow());
            await Task.WhenAll(node.Delay(2.Seconds()), Task.Delay(2.Seconds(), node.Clock));
            end = world.Now;
            (stamp, wall) = (node.Clock.GetElapsedTime(firstStamp), node.Clock.GetUtcNow() - firstTime);
        }))[0];
        world.Run(async () =>
        {
            await world.Tester.Delay(1.Seconds());
            node.JumpClock(seconds.Seconds());
            await world.Tester.Delay(5.Seconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(end, Is.EqualTo(2.Seconds()));
            Assert.That(stamp, Is.EqualTo(2.Seconds()));
            Assert.That(wall, Is.EqualTo((2 + seconds).Seconds()));
        }
    }

    [Test]
    public void Clocks_of_different_nodes_show_different_times_of_nearly_the_same_hour()
    {
        var world = Worlds.Make();
        var (stamps, times) = (new HashSet<long>(), new HashSet<DateTimeOffset>());
        world.Add(5, node =>
        {
            stamps.Add(node.Clock.GetTimestamp());
            times.Add(node.Clock.GetUtcNow());
        });
        world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stamps, Has.Count.EqualTo(5));
            Assert.That(times, Has.Count.EqualTo(5));
            Assert.That(times.Max() - times.Min(), Is.LessThan(10.Seconds()));
        }
    }

    [Test]
    public void A_clock_runs_on_over_a_crash()
    {
        var world = Worlds.Make();
        var stamps = new List<long>();
        var node = world.Add(1, node => stamps.Add(node.Clock.GetTimestamp()))[0];
        world.Run(async () =>
        {
            await world.Tester.Delay(1.Seconds());
            node.Crash();
            await world.Tester.Delay(1.Seconds());
            node.Start();
            await world.Tester.Delay(1.Seconds());
        });
        Assert.That(stamps[1] - stamps[0], Is.EqualTo(2.Seconds().Ticks));
    }

    [TestCase(-900_001)]
    [TestCase(9_000_001)]
    public void Other_rates_are_refused(int partsPerMillion)
    {
        var node = Worlds.Make().Add(1, _ => { })[0];
        Assert.That(() => node.SetClockDrift(partsPerMillion), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
