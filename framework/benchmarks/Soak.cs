using System.Collections.Concurrent;
using System.Diagnostics;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>Runs many trials of every scenario: a right solution must pass all, and the margins show how near it came to each
/// limit.</summary>
internal static class Soak
{
    private static readonly int[] Shares = [0, 10, 50, 90, 100];

    public static int Run(LabUnderTest lab, int trials, ulong seed, string? pattern, int subsets)
    {
        var subject = lab.LoadSubject();
        var bad = 0;
        var chosen = lab.Suite.Scenarios.Where(s => pattern is null || s.Name.Contains(pattern, StringComparison.OrdinalIgnoreCase));
        foreach (var scenario in chosen)
        {
            var start = Stopwatch.GetTimestamp();
            var results = RunAll(scenario, subject, trials, seed, subsets);
            var worst = results.OrderBy(r => r.Seed).Where(r => r.Verdict != Verdict.Passed).ToList();
            bad += worst.Count;
            Console.WriteLine($"{scenario.Name}: {results.Count - worst.Count:N0} of {results.Count:N0} passed in {Stopwatch.GetElapsedTime(start).TotalSeconds:N1} s");
            foreach (var result in worst.Take(5))
                Console.WriteLine($"  {Seeds.Format(result.Seed)} {result.Verdict}: {result.Run.Failure?.Reason ?? result.Run.Inconclusive}");
            foreach (var limit in results.SelectMany(r => r.Run.Margins).GroupBy(m => (m.What, m.Limit, m.IsTime)))
                Print(limit.MaxBy(m => m.Used)!);
        }

        return bad == 0 ? 0 : 1;
    }

    private static List<TrialResult> RunAll(Scenario scenario, Subject subject, int trials, ulong seed, int subsets)
    {
        var results = new ConcurrentBag<TrialResult>();
        var next = -1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            for (var trial = Interlocked.Increment(ref next); trial < trials; trial = Interlocked.Increment(ref next))
            {
                var drawn = Seeds.Derive(seed, scenario.Name, trial);
                foreach (var result in subsets == 0 ? [TrialRunner.Run(scenario, subject, drawn)] : Thin(scenario, subject, drawn, subsets))
                    results.Add(result);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. results];
    }

    /// <summary>Runs a trial with all that deviates from a benign world, and then with ever other parts of it. Those that could not
    /// be decided are left out: a scenario may count on its faults.</summary>
    private static IEnumerable<TrialResult> Thin(Scenario scenario, Subject subject, ulong seed, int subsets)
    {
        var all = TrialRunner.Run(scenario, subject, seed, new TrialOptions { Schedule = Schedule.Everything });
        yield return all;
        var random = new Random((int)seed);
        for (var subset = 0; subset < subsets; subset++)
        {
            var shares = new Dictionary<string, int>(StringComparer.Ordinal);
            var keys = all.Run.Deviations.Select(deviation => deviation.Key).Where(IsKept).ToList();
            var result = TrialRunner.Run(scenario, subject, seed, new TrialOptions { Schedule = new Schedule(keys) });
            if (result.Verdict != Verdict.Inconclusive)
                yield return result;

            // Of each kind another share: none, a few, half, most, all.
            bool IsKept(string key)
            {
                var kind = key.Split(' ')[0];
                if (!shares.TryGetValue(kind, out var share))
                    shares.Add(kind, share = Shares[random.Next(Shares.Length)]);
                return random.Next(100) < share;
            }
        }
    }

    private static void Print(Margin margin)
    {
        string Show(long value) => margin.IsTime ? $"{value / (double)TimeSpan.TicksPerSecond:N3} s" : $"{value:N0}";
        Console.WriteLine($"  worst {Show(margin.Used),12} of {Show(margin.Limit),12} ({(double)margin.Limit / Math.Max(1, margin.Used):N1} x)  {margin.What}");
    }
}
