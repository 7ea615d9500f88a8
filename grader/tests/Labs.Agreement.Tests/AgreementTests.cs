using System.Diagnostics;
using System.Text.Json;
using Labs.Testing;
using NUnit.Framework;

namespace Labs.Agreement.Tests;

/// <summary>One engine, two hosts: a trial is the same in this process, as in <c>dotnet test</c>, and in the grader's workers. The
/// submission is compiled by MSBuild here and by the grader itself there.</summary>
[TestFixtureSource(typeof(BuiltLab), nameof(BuiltLab.All))]
public sealed class AgreementTests(BuiltLab lab)
{
    private const ulong BaseSeed = 0x0123456789abcdef;
    private const int Trials = 3;

    /// <summary>Sums of events, calls and virtual time over at least fifty trials; one event more or less would show.</summary>
    [Test]
    public async Task Trials_take_the_same_course_here_and_in_the_grader()
    {
        var file = Path.GetTempFileName();
        await RunGrader("grade", lab.Name, "--submission", "solutions-private", "--trials", $"{Trials}", "--seed", Seeds.Format(BaseSeed), "--json", file, "--quiet");
        using var graded = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        File.Delete(file);

        var there = graded.RootElement.GetProperty("tests").EnumerateArray().Select(test =>
            $"{test.GetProperty("name")}: {test.GetProperty("passed")} passed, {test.GetProperty("events")} events, " +
            $"{test.GetProperty("rpcs")} calls, {test.GetProperty("virtualSeconds").GetDecimal():0.0000000} s");
        var here = lab.Suite.Scenarios.Select(Describe);

        Assert.That(here, Is.EqualTo(there));
        Assert.That(lab.Suite.Scenarios, Has.Count.GreaterThanOrEqualTo(50 / Trials));
    }

    [Test]
    public void The_trace_is_the_same_with_events_kept_and_without()
    {
        foreach (var scenario in lab.Suite.Scenarios)
        {
            var untraced = TrialRunner.Run(scenario, lab.Subject, BaseSeed);
            var traced = TrialRunner.Run(scenario, lab.Subject, BaseSeed, new TrialOptions { KeepTrace = true });
            Assert.That(traced.Run.TraceHash, Is.EqualTo(untraced.Run.TraceHash), scenario.Name);
        }
    }

    [Test]
    public async Task A_replay_gives_the_hash_that_the_trial_has_here()
    {
        foreach (var scenario in lab.Suite.Scenarios.Where((_, number) => number % 8 == 0))
        {
            var here = TrialRunner.Run(scenario, lab.Subject, BaseSeed);
            var there = await RunGrader("replay", lab.Name, "--scenario", scenario.Name, "--seed", Seeds.Format(BaseSeed), "--submission", "solutions-private");
            Assert.That(there, Does.Contain(Seeds.Format(here.Run.TraceHash)), scenario.Name);
        }
    }

    private static async Task<string> RunGrader(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [BuiltLab.Grader, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = BuiltLab.RootFolder,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
    }

    private string Describe(Scenario scenario)
    {
        var results = Enumerable.Range(0, Trials)
            .Select(trial => TrialRunner.Run(scenario, lab.Subject, Seeds.Derive(BaseSeed, scenario.Name, trial)))
            .ToList();
        var time = results.Sum(r => r.Run.VirtualTime.Ticks);
        return $"{scenario.Name}: {results.Count(r => r.Verdict == Verdict.Passed)} passed, {results.Sum(r => r.Run.Events)} events, " +
            $"{results.Sum(r => r.Run.Calls)} calls, {time / (decimal)TimeSpan.TicksPerSecond:0.0000000} s";
    }
}
