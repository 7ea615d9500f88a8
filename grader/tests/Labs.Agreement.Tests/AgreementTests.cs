using System.Diagnostics;
using System.Text.Json;
using Labs.Testing;
using NUnit.Framework;

namespace Labs.Agreement.Tests;

/// <summary>One engine, two hosts: a trial is the same in this process, as in <c>dotnet test</c>, and in the grader's workers. The
/// submission is compiled by MSBuild here and by the grader itself there.</summary>
[Parallelizable(ParallelScope.Self)]
[TestFixtureSource(typeof(BuiltLab), nameof(BuiltLab.All))]
public sealed class AgreementTests(BuiltLab lab)
{
    private const ulong BaseSeed = 0x0123456789abcdef;
    private const int Trials = 3;

    /// <summary>Sums of events, calls and virtual time over at least fifty trials, and the trace of each one: an event more or less
    /// would show.</summary>
    [Test]
    public async Task Trials_take_the_same_course_here_and_in_the_grader()
    {
        var folder = Directory.CreateTempSubdirectory("labs-agreement-");
        string file = Path.Combine(folder.FullName, "result.json"), journal = Path.Combine(folder.FullName, "journal");
        await RunGrader(
            "grade", lab.Name, "--submission", "solutions-private", "--trials", $"{Trials}", "--seed", Seeds.Format(BaseSeed), "--quiet",
            "--json", file, "--journal", journal);
        var there = Graded(await File.ReadAllTextAsync(file), await File.ReadAllLinesAsync(journal));
        folder.Delete(recursive: true);

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

    /// <summary>What a replay does is the same whatever the scenario, and their traces are compared above: some show that it does
    /// it.</summary>
    [Test]
    public async Task A_replay_gives_the_hash_that_the_trial_has_here()
    {
        foreach (var scenario in lab.Suite.Scenarios.Where((_, number) => number % 24 == 0))
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

    // As the grader's result file has them, and the traces from its journal.
    private static List<string> Graded(string result, string[] journal)
    {
        var traces = journal.Skip(1)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(entry => !entry.GetProperty("IsAgain").GetBoolean())
            .ToLookup(entry => entry.GetProperty("Scenario").GetString());
        using var document = JsonDocument.Parse(result);
        return
        [
            .. document.RootElement.GetProperty("tests").EnumerateArray().Select(test => Line(
                test.GetProperty("name").GetString()!,
                test.GetProperty("passed").GetInt32(),
                test.GetProperty("events").GetInt64(),
                test.GetProperty("rpcs").GetInt64(),
                test.GetProperty("virtualSeconds").GetDecimal(),
                traces[test.GetProperty("name").GetString()]
                    .OrderBy(entry => entry.GetProperty("Trial").GetInt32())
                    .Select(entry => entry.GetProperty("Result").GetProperty("Run").GetProperty("TraceHash").GetUInt64()))),
        ];
    }

    private string Describe(Scenario scenario)
    {
        var results = Enumerable.Range(0, Trials)
            .Select(trial => TrialRunner.Run(scenario, lab.Subject, Seeds.Derive(BaseSeed, scenario.Name, trial)))
            .ToList();
        return Line(
            scenario.Name,
            results.Count(r => r.Verdict == Verdict.Passed),
            results.Sum(r => r.Run.Events),
            results.Sum(r => r.Run.Calls),
            results.Sum(r => r.Run.VirtualTime.Ticks) / (decimal)TimeSpan.TicksPerSecond,
            results.Select(r => r.Run.TraceHash));
    }

    private static string Line(string scenario, int passed, long events, long calls, decimal seconds, IEnumerable<ulong> traces) =>
        $"{scenario}: {passed} passed, {events} events, {calls} calls, {seconds:0.0000000} s, traces {string.Join(' ', traces.Select(Seeds.Format))}";
}
