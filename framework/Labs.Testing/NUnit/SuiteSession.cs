using System.Collections.Concurrent;
using System.Reflection;
using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Testing;

/// <summary>A suite and the submission that it tests, for the length of a <c>dotnet test</c>.</summary>
internal sealed class SuiteSession
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<SuiteSession>> Sessions = new();

    private readonly Suite _suite;
    private readonly SuiteSettings _settings;
    private readonly SuitePlace _place;
    private readonly Subject _subject;
    private readonly RememberedSeeds? _remembered;

    private SuiteSession(Assembly assembly)
    {
        _suite = Suite.Load(assembly);
        _settings = SuiteSettings.FromEnvironment();
        _place = SuitePlace.Of(assembly);
        TestContext.Error.WriteLine($"Testing the submission in {_place.Submission} ({Path.GetFileName(_place.Subject)})");
        _subject = _place.Load(weave: !_settings.IsDebugging);
        _remembered = _place.Root is null ? null : new RememberedSeeds(_place.Root);
    }

    /// <summary>The session of a suite; the first call loads the submission.</summary>
    public static SuiteSession Of(Assembly assembly) =>
        Sessions.GetOrAdd(assembly, static key => new Lazy<SuiteSession>(() => new SuiteSession(key))).Value;

    /// <summary>Runs the trials of a scenario.</summary>
    /// <returns>Null where all passed; else the report of the first that did not.</returns>
    public string? Run(string name)
    {
        var scenario = _suite.Scenarios.First(scenario => scenario.Name == name);
        List<ulong> seeds = [.. Plan(scenario)];
        var results = new TrialBatch(seeds, seed => TrialRunner.Run(scenario, _subject, seed))
        {
            Threads = _settings.IsDebugging ? 1 : Environment.ProcessorCount,
            HangLimit = _settings.IsDebugging ? null : _settings.TimeLimit,
        }.Run();
        _remembered?.Update(_suite.Lab.Name, name, SeedsOf(results, passed: false), SeedsOf(results, passed: true));

        var shown = results.Find(result => result.Verdict == Verdict.Failed) ?? results.Find(result => result.Verdict != Verdict.Passed);
        return shown is null ? null : Report(scenario, results, shown, seeds.Count - results.Count).ToString();
    }

    /// <summary>The seeds to run: first those that failed last time, unless one was asked for.</summary>
    private IEnumerable<ulong> Plan(Scenario scenario)
    {
        int count = _settings.Trials ?? scenario.Trials;
        ulong start = _settings.Seed ?? Seeds.OfLab(_suite.Lab.Name);
        var known = _settings.Seed is null ? _remembered?.Of(_suite.Lab.Name, scenario.Name) ?? [] : [];
        var all = known.Concat(Enumerable.Range(0, count).Select(trial => Seeds.Derive(start, scenario.Name, trial))).Distinct();
        return _settings.IsDebugging ? all.Take(1) : all;
    }

    private FailureReport Report(Scenario scenario, List<TrialResult> results, TrialResult shown, int left)
    {
        // What never ended would not end a second time either.
        bool canReplay = shown.Run.Failure is not { Kind: FailureKind.Hang };
        return new FailureReport(scenario.Name, canReplay ? TrialRunner.Replay(scenario, _subject, shown) : shown)
        {
            Count = Count(results, left),
            Replays = _place.Replays(_suite.Lab.Name, scenario.Name, shown.Seed),
        };
    }

    private static string Count(List<TrialResult> results, int left)
    {
        int failed = results.Count(result => result.Verdict == Verdict.Failed);
        int open = results.Count(result => result.Verdict == Verdict.Inconclusive);
        return $"{failed} of {results.Count} trials failed" + (open == 0 ? "" : $", {open} inconclusive")
            + (left == 0 ? "" : $"; the other {left:N0} were not run");
    }

    private static List<ulong> SeedsOf(List<TrialResult> results, bool passed) =>
        [.. results.Where(result => result.Verdict == Verdict.Passed == passed).Select(result => result.Seed)];
}
