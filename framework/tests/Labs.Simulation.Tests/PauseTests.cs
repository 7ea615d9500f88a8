using Labs.Framework;
using Labs.Simulation.Tests.Crashes;

namespace Labs.Simulation.Tests;

/// <summary>A paused node is as a suspended machine: time goes on, and it does not.</summary>
public sealed class PauseTests
{
    [Test]
    public void Nothing_of_a_paused_node_runs_until_it_goes_on_and_then_all_that_came_due()
    {
        var (world, seen) = (Worlds.Make(), new List<string>());
        var nodes = world.Add(2, node =>
        {
            node.Handle((Echo e) =>
            {
                Note(node, $"received {e.Number}");
                return new Echoed(e.Number);
            });
            for (var i = 1; i <= 3; i++)
            {
                var number = i;
                node.Start(async () =>
                {
                    await node.Delay((number * 10).Milliseconds());
                    Note(node, $"waited {number}");
                    if (node.Id == 1)
                        await node.Others[0].CallAsync(new Echo(number));
                });
            }
        });
        world.Run(async () =>
        {
            await world.Tester.Delay(15.Milliseconds());
            nodes[0].Pause();
            await world.Tester.Delay(35.Milliseconds());
            nodes[0].Resume();
            await world.Tester.Delay(35.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                seen.Where(s => s.StartsWith('1')), Is.EqualTo(new[] { "1 waited 1 at 10", "1 waited 2 at 20", "1 waited 3 at 30" }));
            Assert.That(seen.Where(s => s.StartsWith('0')).Take(2), Is.EqualTo(new[] { "0 waited 1 at 10", "0 received 1 at 10.5" }));
            Assert.That(
                seen.Where(s => s.StartsWith('0')).Skip(2).Order(StringComparer.Ordinal),
                Is.EqualTo(new[] { "0 received 2 at 50", "0 received 3 at 50", "0 waited 2 at 50", "0 waited 3 at 50" }));
        }

        void Note(INode node, string what) => seen.Add($"{node.Id} {what} at {world.Now.TotalMilliseconds}");
    }

    [Test]
    public void What_came_due_in_a_pause_runs_in_the_order_in_which_it_came_due()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var (world, seen) = (Worlds.Make(seed), new List<int>());
            var node = world.Add(1, node =>
            {
                for (var i = 1; i <= 5; i++)
                {
                    var number = i;
                    node.Clock.CreateTimer(_ => seen.Add(number), null, (number * 10).Milliseconds(), Timeout.InfiniteTimeSpan);
                }
            })[0];
            world.Run(async () =>
            {
                node.Pause();
                await world.Tester.Delay(100.Milliseconds());
                node.Resume();
                await world.Tester.Delay(100.Milliseconds());
            });
            Assert.That(seen, Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        }
    }

    [Test]
    public void A_periodic_timer_has_missed_its_ticks_but_not_its_beat()
    {
        var (world, seen) = (Worlds.Make(), new List<double>());
        var node = world.Add(1, node => node.Start(async () =>
        {
            using var timer = new PeriodicTimer(10.Milliseconds(), node.Clock);
            while (await timer.WaitForNextTickAsync())
                seen.Add(world.Now.TotalMilliseconds);
        }))[0];
        world.Run(async () =>
        {
            await world.Tester.Delay(15.Milliseconds());
            node.Pause();
            await world.Tester.Delay(30.Milliseconds());
            node.Resume();
            await world.Tester.Delay(30.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Distinct(), Is.EqualTo(new double[] { 10, 45, 50, 60, 70 }));
            Assert.That(seen.Count(t => t == 45), Is.InRange(1, 3));
        }
    }

    [Test]
    public void Calls_to_a_paused_node_end_by_their_time_out_and_are_executed_all_the_same()
    {
        var (world, handled, answers) = (Worlds.Make(), 0, new List<string>());
        var nodes = world.Add(2, node =>
        {
            node.Handle((Echo e) => new Echoed(++handled));
            if (node.Id == 1)
                node.Start(async () => answers.Add($"{await node.Others[0].CallAsync(new Echo(1), 20.Milliseconds())} at {world.Now.TotalMilliseconds}"));
        });
        world.Run(async () =>
        {
            nodes[0].Pause();
            await world.Tester.Delay(50.Milliseconds());
            Assert.That(handled, Is.Zero);
            nodes[0].Resume();
            await world.Tester.Delay(50.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EqualTo(new[] { " at 20" }));
            Assert.That(handled, Is.EqualTo(1));
            Assert.That(world.Network.LateReplies, Is.EqualTo(1));
        }
    }

    [Test]
    public void Replies_wait_for_a_paused_caller_whose_own_time_out_waits_with_them()
    {
        var (world, answers) = (Worlds.Make(), new List<string>());
        var nodes = world.Add(2, node =>
        {
            node.Handle((Echo e) => new Echoed(e.Number));
            if (node.Id == 1)
                node.Start(async () => answers.Add($"{await node.Others[0].CallAsync(new Echo(1), 20.Milliseconds())} at {world.Now.TotalMilliseconds}"));
        });
        world.Run(async () =>
        {
            await world.Tester.Delay(100.Microseconds());
            nodes[1].Pause();
            await world.Tester.Delay(50.Milliseconds());
            nodes[1].Resume();
            await world.Tester.Delay(50.Milliseconds());
        });
        // The reply came first, at 1 ms.
        Assert.That(answers, Is.EqualTo(new[] { "Echoed { Number = 1 } at 50.1" }));
    }

    [Test]
    public void Of_two_replies_that_wait_for_a_paused_caller_one_comes_to_nobody()
    {
        var (world, answers) = (Worlds.Make(), 0);
        world.Network.Profile = Worlds.Steady with { DuplicateReplyPerMille = 1000 };
        var nodes = world.Add(2, node =>
        {
            node.Handle((Echo e) => new Echoed(e.Number));
            if (node.Id == 1)
                node.Start(async () => answers += (await node.Others[0].CallAsync(new Echo(1)))!.Number);
        });
        var result = world.Run(async () =>
        {
            await world.Tester.Delay(100.Microseconds());
            nodes[1].Pause();
            await world.Tester.Delay(500.Milliseconds());
            nodes[1].Resume();
            await world.Tester.Delay(1.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EqualTo(1));
            Assert.That(result.Lines("answer"), Has.Count.EqualTo(1));
            Assert.That(world.Network.LateReplies, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_call_of_the_tester_waits_for_a_paused_node()
    {
        var (world, node) = ExceptionTests.WithServant();
        world.Run(async () =>
        {
            node.Pause();
            var call = node.InvokeAsync((Servant s) => s.Node.Id);
            await world.Tester.Delay(50.Milliseconds());
            Assert.That(call.IsCompleted, Is.False);
            node.Resume();
            await call;
            Assert.That(world.Now, Is.EqualTo(50.Milliseconds()));
        });
    }

    [Test]
    public void The_clock_of_a_paused_node_runs_on()
    {
        var (world, node) = ExceptionTests.WithServant();
        var passed = TimeSpan.Zero;
        world.Run(async () =>
        {
            var stamp = await node.InvokeAsync((Servant s) => s.Node.Clock.GetTimestamp());
            node.Pause();
            await world.Tester.Delay(50.Milliseconds());
            node.Resume();
            passed = TimeSpan.FromTicks(await node.InvokeAsync((Servant s) => s.Node.Clock.GetTimestamp()) - stamp);
        });
        Assert.That(passed, Is.EqualTo(50.Milliseconds()));
    }

    [Test]
    public void A_node_that_crashes_in_a_pause_starts_anew_without_it()
    {
        var (world, starts) = (Worlds.Make(), new List<string>());
        SimulatedNode? self = null;
        self = world.Add(1, node =>
        {
            var number = self!.Incarnation;
            node.Every(10.Milliseconds(), () => starts.Add($"{number} at {world.Now.TotalMilliseconds}"));
        })[0];
        world.Run(async () =>
        {
            await world.Tester.Delay(5.Milliseconds());
            self.Pause();
            await world.Tester.Delay(20.Milliseconds());
            self.Crash();
            Assert.That(self.IsPaused, Is.False);
            self.Start();
            await world.Tester.Delay(15.Milliseconds());
        });
        Assert.That(starts, Is.EqualTo(new[] { "2 at 35" }));
    }

    [Test]
    public void Pause_and_resume_are_as_often_as_one_likes_and_change_the_trace()
    {
        var hashes = new List<ulong>();
        for (var pauses = 0; pauses < 3; pauses++)
        {
            var (world, node) = ExceptionTests.WithServant();
            var result = world.Run(async () =>
            {
                await world.Tester.Delay(1.Milliseconds());
                for (var i = 0; i < pauses; i++)
                    node.Pause();
                node.Resume();
                node.Resume();
                await node.InvokeAsync((Servant s) => s.Node.Persister.Save(new Saved(1)));
            });
            Assert.That(result.Failure, Is.Null);
            hashes.Add(result.TraceHash);
        }

        Assert.That(hashes.Distinct().Count(), Is.EqualTo(3));
    }
}
