using System.Diagnostics;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>What the step budget that is woven into a submission costs: the same trials with it and without, in turns.</summary>
internal static class WeaveCost
{
    private const int Rounds = 5;

    public static int Print(LabUnderTest lab, int trials)
    {
        Subject woven = lab.LoadSubject(), plain = lab.LoadSubject(weave: false);
        // The first trials pay for compilation.
        Run(lab, woven, 5);
        Run(lab, plain, 5);
        var costs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            double with = Run(lab, woven, trials), without = Run(lab, plain, trials);
            costs.Add((with / without) - 1);
            Console.WriteLine($"{with,8:N2} s with the step budget, {without,8:N2} s without: {100 * costs[^1]:N1} %");
        }

        costs.Sort();
        Console.WriteLine($"{lab.Name}: the step budget costs {100 * costs[Rounds / 2]:N1} % (median of {Rounds})");
        return 0;
    }

    private static double Run(LabUnderTest lab, Subject subject, int trials)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var scenario in lab.Suite.Scenarios)
        {
            for (var trial = 0; trial < trials; trial++)
                TrialRunner.Run(scenario, subject, Seeds.Derive(1, scenario.Name, trial));
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
