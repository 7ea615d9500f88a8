using System.Diagnostics;

namespace Labs.Simulation.Tests.Draws;

/// <summary>The same seed gives the same run: again, beside others, with the trace and without, in another process.</summary>
public sealed class ReplayTests
{
    [Test]
    public void A_run_is_the_same_again_with_the_trace_and_without()
    {
        for (var seed = 1UL; seed <= 8; seed++)
        {
            var (first, second, traced) = (Bustle.Run(seed), Bustle.Run(seed), Bustle.Run(seed, keepTrace: true));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(first.Failure, Is.Null);
                Assert.That(Facts(second), Is.EqualTo(Facts(first)));
                Assert.That(Facts(traced), Is.EqualTo(Facts(first)));
                Assert.That(traced.Trace, Is.Not.Empty);
            }
        }
    }

    [Test]
    public void Two_traces_of_a_run_are_equal_line_by_line()
    {
        var (first, second) = (Bustle.Run(7, keepTrace: true), Bustle.Run(7, keepTrace: true));
        Assert.That(second.Trace, Is.EqualTo(first.Trace));
    }

    [Test]
    public void Different_seeds_give_different_runs() =>
        Assert.That(Enumerable.Range(1, 20).Select(seed => Bustle.Run((ulong)seed).TraceHash).Distinct().Count(), Is.EqualTo(20));

    [Test]
    public void Worlds_that_run_at_once_do_not_touch_each_other()
    {
        var alone = Enumerable.Range(1, 8).Select(seed => Facts(Bustle.Run((ulong)seed))).ToList();
        var together = new string[8];
        var threads = Enumerable.Range(0, 8)
            .Select(i => new Thread(() => together[i] = Facts(Bustle.Run((ulong)i + 1, keepTrace: i % 2 == 0))))
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.That(together, Is.EqualTo(alone));
    }

    [Test]
    public void A_run_is_the_same_in_another_process() =>
        Assert.That(Child("hash"), Is.EqualTo(string.Join(' ', Enumerable.Range(1, 3).Select(seed => $"{Bustle.Run((ulong)seed).TraceHash:x16}"))));

    [Test]
    public void The_first_leak_of_a_process_is_seen() =>
        Assert.That(Child("leak"), Does.StartWith("n/0 left the simulation: it handed work to the thread pool"));

    private static string Facts(RunResult r) => $"{r.TraceHash:x16} {r.Events} {r.Calls} {r.Bytes} {r.VirtualTime} {r.Failure}";

    private static string Child(string what)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReplayTests).Assembly.Location, what])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return said;
    }
}
