using System.Collections.Concurrent;
using System.Diagnostics;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>Runs many trials of every scenario: a right solution must pass all, and the margins show how near it came to each
/// limit.</summary>
internal static class Soak
{
    public static int Run(LabUnderTest lab, int trials, ulong seed, string? pattern)
    {
        var subject = lab.LoadSubject();
        var bad = 0;
        var chosen = lab.Suite.Scenarios.Where(s => pattern is null || s.Name.Contains(pattern, StringComparison.OrdinalIgnoreCase));
        foreach (var scenario in chosen)
        {
            var start = Stopwatch.GetTimestamp();
            var results = RunAll(scenario, subject, trials, seed);
            var worst = results.OrderBy(r => r.Seed).Where(r => r.Verdict != Verdict.Passed).ToList();
            bad += worst.Count;
            Console.WriteLine($"{scenario.Name}: {trials - worst.Count:N0} of {trials:N0} passed in {Stopwatch.GetElapsedTime(start).TotalSeconds:N1} s");
            foreach (var result in worst.Take(5))
                Console.WriteLine($"  {Seeds.Format(result.Seed)} {result.Verdict}: {result.Run.Failure?.Reason ?? result.Run.Inconclusive}");
            foreach (var limit in results.SelectMany(r => r.Run.Margins).GroupBy(m => (m.What, m.Limit)))
                Print(limit.MaxBy(m => m.Used)!);
        }

        return bad == 0 ? 0 : 1;
    }

    private static List<TrialResult> RunAll(Scenario scenario, Subject subject, int trials, ulong seed)
    {
        var results = new ConcurrentBag<TrialResult>();
        var next = -1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            for (var trial = Interlocked.Increment(ref next); trial < trials; trial = Interlocked.Increment(ref next))
                results.Add(TrialRunner.Run(scenario, subject, Seeds.Derive(seed, scenario.Name, trial)));
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. results];
    }

    private static void Print(Margin margin)
    {
        var isTime = margin.Limit >= TimeSpan.TicksPerMillisecond;
        string Show(long value) => isTime ? $"{value / (double)TimeSpan.TicksPerSecond:N3} s" : $"{value:N0}";
        Console.WriteLine($"  worst {Show(margin.Used),12} of {Show(margin.Limit),12} ({(double)margin.Limit / Math.Max(1, margin.Used):N1} x)  {margin.What}");
    }
}
