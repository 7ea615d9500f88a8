using Labs.Framework;

namespace Labs.Simulation.Tests.Leaving;

/// <summary>Whatever leaves the simulation ends the run, always at the same event and with the student's line; it never goes on with
/// another result in silence.</summary>
public sealed class LeavingTests
{
    private const string Causes =
        "Likely causes: Task.Run, Task.Delay, a Timer, ConfigureAwait(false), ContinueWith, CancelAfter, SemaphoreSlim,";

    private static IEnumerable<TestCaseData> Leaks => Cases(
        [.. WaysOut.ToThePool, .. WaysOut.ToTimers, .. WaysOut.ToOtherSchedulers, .. WaysOut.InTheBaseLibrary]);

    private static IEnumerable<TestCaseData> Blocks => Cases(WaysOut.ByBlocking);

    private static IEnumerable<TestCaseData> LeaksWithoutALine => Cases(WaysOut.WithoutALine);

    private static IEnumerable<TestCaseData> ForeignThreads => Cases(WaysOut.FromAnotherThread);

    private static IEnumerable<TestCaseData> HarmlessWays => Cases(WaysOut.Harmless);

    [TestCaseSource(nameof(Leaks))]
    public void Leaving_the_simulation_ends_the_run_with_the_line_that_left(Func<INode, Task> leave)
    {
        var result = Run(leave);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.LeftSimulation));
            Assert.That(result.Failure?.Reason, Does.Match(@"^n/0 left the simulation: it (handed work to the thread pool|set a wall-clock timer) \(at .*WaysOut.*cs:line \d+\)\. Likely causes: "));
        }

        AssertReplays(leave, result);
    }

    [TestCaseSource(nameof(Blocks))]
    public void Blocking_the_thread_ends_the_run_with_the_line_that_blocked(Func<INode, Task> block)
    {
        var result = Run(block);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.LeftSimulation));
            Assert.That(result.Failure?.Reason, Does.Match(@"^n/0 left the simulation: it blocked its thread \(at .*WaysOut.*cs:line \d+\)\. Use await instead of \.Result, \.Wait\(\) and the like\.$"));
        }

        AssertReplays(block, result);
    }

    [TestCaseSource(nameof(LeaksWithoutALine))]
    public void A_wait_that_continues_elsewhere_ends_the_run_when_it_completes(Func<INode, Task> leave)
    {
        var result = Run(leave);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.LeftSimulation));
            Assert.That(result.Failure?.Reason, Does.StartWith(
                "n/0 left the simulation: what waits for a delay or a call goes on in the thread pool. " + Causes));
            Assert.That(result.Failure?.At, Is.EqualTo(1.Milliseconds()));
        }

        AssertReplays(leave, result);
    }

    [TestCaseSource(nameof(ForeignThreads))]
    public void Another_thread_that_acts_for_a_node_ends_the_run_and_changes_nothing(Func<INode, Task> act)
    {
        var result = Run(act);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.LeftSimulation));
            Assert.That(result.Failure?.Reason, Does.StartWith(
                "n/0 left the simulation: another thread ran or resumed its code. " + Causes));
            Assert.That(result.Trace.Select(e => e.Kind), Is.EqualTo(new[] { "start", "start", "failure" }));
        }

        AssertReplays(act, result);
    }

    [TestCaseSource(nameof(HarmlessWays))]
    public void What_only_looks_dangerous_goes_on_in_its_node_at_its_time(Func<INode, Task> wait)
    {
        TimeSpan? resumed = null;
        var world = Worlds.Make();
        world.Add(1, node => node.Start(async () =>
        {
            await wait(node);
            // Without the node's context this would leave.
            await Task.Yield();
            resumed = world.Now;
        }));
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(resumed, Is.EqualTo(1.Milliseconds()));
        }
    }

    private static IEnumerable<TestCaseData> Cases(IEnumerable<WayOut> ways) =>
        ways.Select(way => new TestCaseData(way.Run).SetArgDisplayNames(way.Name));

    private static RunResult Run(Func<INode, Task> activity)
    {
        var world = Worlds.Make();
        world.Add(1, node =>
        {
            node.Handle((Echo e) => new Echoed(e.Number));
            node.Start(() => activity(node));
        });
        return world.RunFor(1.Seconds());
    }

    private static void AssertReplays(Func<INode, Task> program, RunResult first)
    {
        var second = Run(program);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Failure?.Reason, Is.EqualTo(first.Failure?.Reason));
            Assert.That(second.Failure?.At, Is.EqualTo(first.Failure?.At));
            Assert.That(second.TraceHash, Is.EqualTo(first.TraceHash));
            Assert.That(second.Events, Is.EqualTo(first.Events));
        }
    }
}
