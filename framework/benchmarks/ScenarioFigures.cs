using System.Diagnostics;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>How fast each scenario of a lab runs, on one thread.</summary>
internal static class ScenarioFigures
{
    public static int Print(LabUnderTest lab, int trials)
    {
        var subject = lab.LoadSubject();
        Console.WriteLine($"{lab.Name}, {trials} trials of each scenario on one thread");
        Console.WriteLine($"{"trials/s",10}{"RPCs/s",12}{"events/s",12}{"virtual s per s",18}  scenario");
        foreach (var scenario in lab.Suite.Scenarios)
        {
            // The first trials pay for compilation.
            Run(scenario, subject, 10);
            var start = Stopwatch.GetTimestamp();
            var (virtualSeconds, calls, events) = Run(scenario, subject, trials);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine(
                $"{trials / seconds,10:N0}{calls / seconds,12:N0}{events / seconds,12:N0}{virtualSeconds / seconds,18:N0}  {scenario.Name}");
        }

        return 0;
    }

    private static (double VirtualSeconds, long Calls, long Events) Run(Scenario scenario, Subject subject, int trials)
    {
        var (time, calls, events) = (TimeSpan.Zero, 0L, 0L);
        for (var trial = 0; trial < trials; trial++)
        {
            var run = TrialRunner.Run(scenario, subject, Seeds.Derive(1, scenario.Name, trial)).Run;
            (time, calls, events) = (time + run.VirtualTime, calls + run.Calls, events + run.Events);
        }

        return (time.TotalSeconds, calls, events);
    }
}
