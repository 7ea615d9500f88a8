using Labs.Framework;

namespace Labs.Simulation.Tests.Schedules;

/// <summary>A fault that a schedule leaves out does not happen, and its end ends nothing; while it would be in force, what the
/// scenario demands proves nothing.</summary>
public sealed class LeftOutFaultTests
{
    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault("cut n/0>n/1 #1", (w, n) => w.Network.Cut(n[0], n[1]), (w, n) => w.Network.Join(n[0], n[1])),
        Fault("isolate n/0 #1", (w, n) => w.Network.Isolate(n[0]), (w, n) => w.Network.Reconnect(n[0])),
        Fault("isolate n/1 #1", (w, n) => w.Network.Isolate(n[1]), (w, n) => w.Network.Heal()),
        Fault("partition n/0 | n/1 n/2 #1", (w, n) => w.Network.Partition([n[0]], [n[1], n[2]]), (w, n) => w.Network.Heal()),
        Fault(
            "latency n/0>n/1 #1",
            (w, n) => w.Network.SetLatency(n[0], n[1], 5.Milliseconds(), 6.Milliseconds()),
            (w, n) => w.Network.Heal()),
        Fault("crash n/1 #1", (w, n) => n[1].Crash(), (w, n) => n[1].Start()),
        Fault("crash-at n/1 #1", (w, n) => n[1].CrashAtEffect(EffectKind.Reply, 2, Boundary.Before), (w, n) => n[1].Start()),
        Fault("pause n/1 #1", (w, n) => n[1].Pause(), (w, n) => n[1].Resume()),
        Fault("drift n/0 #1", (w, n) => n[0].SetClockDrift(200_000), (w, n) => n[0].SetClockDrift(0)),
    ];

    [TestCaseSource(nameof(Faults))]
    public void A_fault_left_out_does_nothing_nor_does_its_end(string key, Act begin, Act end)
    {
        var (benign, with, without) = (Answers((_, _) => { }, (_, _) => { }, []), Answers(begin, end, [key]), Answers(begin, end, []));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(with.Answers, Is.Not.EqualTo(benign.Answers));
            Assert.That(without.Answers, Is.EqualTo(benign.Answers));
            Assert.That(without.Run.Failure, Is.Null);
            Assert.That(with.Run.Deviations.Select(d => d.Key), Is.EqualTo(new[] { key }));
        }
    }

    [TestCaseSource(nameof(Faults))]
    public void What_the_scenario_demands_while_a_fault_is_left_out_decides_nothing(string key, Act begin, Act end)
    {
        var left = Demand(begin, end, [], FailureKind.Liveness, beforeTheEnd: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(left.Failure, Is.Null);
            Assert.That(left.Inconclusive, Does.StartWith("it depends on what was left out (a ").And.EndsWith("): demanded"));
            Assert.That(Demand(begin, end, [key], FailureKind.Liveness, beforeTheEnd: true).Failure?.Reason, Is.EqualTo("demanded"));
            Assert.That(Demand(begin, end, [], FailureKind.Liveness, beforeTheEnd: false).Failure?.Reason, Is.EqualTo("demanded"));
        }
    }

    [TestCaseSource(nameof(Faults))]
    public void What_must_never_happen_may_rest_on_any_fault_before(string key, Act begin, Act end)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Demand(begin, end, [], FailureKind.Safety, beforeTheEnd: false).Inconclusive,
                Is.EqualTo($"it depends on what was left out ({key}): demanded"));
            Assert.That(Demand(begin, end, [key], FailureKind.Safety, beforeTheEnd: false).Failure?.Reason, Is.EqualTo("demanded"));
        }
    }

    [TestCaseSource(nameof(Faults))]
    public void What_an_invariant_sees_stands_whatever_is_left_out(string key, Act begin, Act end)
    {
        var (world, nodes) = Make([]);
        world.AddInvariant(() =>
        {
            if (world.IsFaultLeftOut && world.Now > 60.Milliseconds())
                throw new FailureException(FailureKind.Safety, "seen");
        });
        var run = world.Run(() => Play(world, nodes, begin, end));
        Assert.That(run.Failure?.Reason, Is.EqualTo("seen"), key);
    }

    [Test]
    public void A_jump_of_the_clock_is_a_fault_too()
    {
        var (world, nodes) = Make([]);
        var utc = nodes[0].Inspect<Caller, DateTimeOffset>(c => c.Utc);
        world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            utc = nodes[0].Inspect<Caller, DateTimeOffset>(c => c.Utc);
            nodes[0].JumpClock(5.Seconds());
            Assert.That(nodes[0].Inspect<Caller, DateTimeOffset>(c => c.Utc), Is.EqualTo(utc));
        });
    }

    [Test]
    public void A_scenario_that_waits_in_vain_while_a_fault_is_left_out_decides_nothing()
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, Schedule = new Schedule([]), TimeLimit = 1.Seconds() });
        var nodes = world.Add(1, _ => { });
        var run = world.Run(async () =>
        {
            nodes[0].Pause();
            await world.Tester.Delay(5.Seconds());
        });
        Assert.That(run.Inconclusive, Is.EqualTo("it depends on what was left out (a pause of n/0): after 1 s the scenario still waited"));
    }

    [TestCase(true, null)]
    [TestCase(false, "demanded")]
    public void Without_an_operation_that_is_needed_what_the_scenario_demands_decides_nothing(bool isNeeded, string? reason)
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, Schedule = new Schedule([]) });
        var run = world.Run(async () =>
        {
            Assert.That(world.TakesPlace("client", () => "", isNeeded), Is.False);
            await world.Tester.Delay(1.Milliseconds());
            throw new FailureException(FailureKind.Liveness, "demanded");
        });
        Assert.That(run.Failure?.Reason, Is.EqualTo(reason));
        Assert.That(run.Inconclusive, isNeeded ? Is.EqualTo("it depends on what was left out (an operation): demanded") : Is.Null);
    }

    [Test]
    public void The_scenario_sees_a_node_as_it_would_be_and_an_invariant_as_it_is()
    {
        var (world, nodes) = Make([]);
        var seen = new List<string>();
        world.Run(async () =>
        {
            await world.Tester.Delay(1.Milliseconds());
            nodes[1].Pause();
            Note();
            nodes[1].Crash();
            Note();
            nodes[1].Crash();
            nodes[1].Start();
            Note();
        });
        Assert.That(seen, Is.EqualTo(new[] { "up paused running 1", "down running 1", "up running 1" }));

        void Note() => seen.Add(
            $"{(nodes[1].IsUp ? "up" : "down")}{(nodes[1].IsPaused ? " paused" : "")}{(nodes[1].IsRunning ? " running" : "")} {nodes[1].Incarnation}");
    }

    [Test]
    public void A_crash_left_out_still_ends_a_pause_and_fulfils_a_plan()
    {
        var (world, nodes) = Make(["pause n/1 #1", "crash-at n/1 #1"]);
        var run = world.Run(async () =>
        {
            nodes[1].Pause();
            var plan = nodes[1].CrashAtEffect(EffectKind.Save, 1, Boundary.Before);
            await world.Tester.Delay(20.Milliseconds());
            nodes[1].Crash();
            await plan;
            nodes[1].Start();
            await world.Tester.Delay(20.Milliseconds());
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Failure, Is.Null);
            Assert.That(run.VirtualTime, Is.EqualTo(40.Milliseconds()));
            Assert.That(nodes[1].Incarnation, Is.EqualTo(1));
            Assert.That(run.Lines("resume"), Is.EqualTo(new[] { "20 n/1" }).Or.EqualTo(new[] { "20 n/1 " }));
        }
    }

    [Test]
    public void A_life_keeps_its_randomness_when_an_earlier_crash_is_left_out()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Drawn(["crash n/0 #2"])[^1], Is.EqualTo(Drawn(["crash n/0 #1", "crash n/0 #2"])[^1]));
            Assert.That(Drawn(["crash n/0 #2"]), Has.Count.EqualTo(2));
        }

        static List<int> Drawn(string[] keys)
        {
            var drawn = new List<int>();
            var world = Worlds.Make(new WorldOptions { Seed = 1, Schedule = new Schedule(keys) });
            var node = world.Add(1, node => drawn.Add(node.Random.Next()))[0];
            world.Run(async () =>
            {
                for (var i = 0; i < 2; i++)
                {
                    await world.Tester.Delay(1.Milliseconds());
                    node.Crash();
                    node.Start();
                }

                await world.Tester.Delay(1.Milliseconds());
            });
            return drawn;
        }
    }

    private static TestCaseData Fault(string key, Act begin, Act end) => new TestCaseData(key, begin, end).SetArgDisplayNames(key);

    private static RunResult Demand(Act begin, Act end, string[] keys, FailureKind kind, bool beforeTheEnd)
    {
        var (world, nodes) = Make(keys);
        return world.Run(async () =>
        {
            await Play(world, nodes, begin, beforeTheEnd ? (_, _) => { } : end);
            throw new FailureException(kind, "demanded");
        });
    }

    private static (List<string> Answers, RunResult Run) Answers(Act begin, Act end, string[] keys)
    {
        var (world, nodes) = Make(keys);
        var run = world.Run(() => Play(world, nodes, begin, end));
        return (nodes[0].Inspect<Caller, List<string>>(caller => caller.Answers)!, run);
    }

    private static async Task Play(World world, IReadOnlyList<SimulatedNode> nodes, Act begin, Act end)
    {
        await world.Tester.Delay(25.Milliseconds());
        begin(world, nodes);
        await world.Tester.Delay(45.Milliseconds());
        end(world, nodes);
        await world.Tester.Delay(50.Milliseconds());
    }

    private static (World World, IReadOnlyList<SimulatedNode> Nodes) Make(string[] keys)
    {
        var world = Worlds.Make(new WorldOptions { Seed = 1, Schedule = new Schedule(keys), KeepTrace = true });
        return (world, world.AddGroup("n", 3, (node, _) => new Caller(node)));
    }

    public delegate void Act(World world, IReadOnlyList<SimulatedNode> nodes);

    /// <summary>Node 0 calls node 1 every 10 ms.</summary>
    private sealed class Caller
    {
        private readonly INode _node;

        public Caller(INode node)
        {
            _node = node;
            node.Handle((Echo e) => new Echoed(e.Number));
            for (var i = 1; i <= 10 && node.Id == 0; i++)
            {
                var number = i;
                node.Start(() => Call(number));
            }
        }

        public List<string> Answers { get; } = [];

        public DateTimeOffset Utc => _node.Clock.GetUtcNow();

        private async Task Call(int number)
        {
            await _node.Delay((number * 10).Milliseconds());
            var start = _node.Clock.GetTimestamp();
            var answer = await _node.Others[0].CallAsync(new Echo(number), 8.Milliseconds());
            Answers.Add($"{number} {answer?.Number} after {_node.Clock.GetElapsedTime(start).TotalMilliseconds}");
        }
    }
}
