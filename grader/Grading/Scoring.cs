using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>Makes a scenario's result of its trials': points, verdict, sums in the order of the trials.</summary>
internal static class Scoring
{
    /// <summary>Adds up one scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="trials">Its trials that count, in order.</param>
    /// <param name="replay">Writes the command that runs a trial again.</param>
    public static TestResult Add(Scenario scenario, IReadOnlyList<(int Trial, TrialResult Result)> trials, ReplayLine replay)
    {
        TrialResult[] failed = [.. trials.Select(trial => trial.Result).Where(result => result.Verdict == Verdict.Failed)];
        int inconclusive = trials.Count(trial => trial.Result.Verdict == Verdict.Inconclusive);
        var verdict = Judge(scenario.Tolerance, failed, inconclusive, trials.Count);
        TrialResult[] counted = [.. trials.Select(trial => trial.Result).Where(IsRepeatable)];
        return new TestResult
        {
            Name = scenario.Name,
            Part = scenario.Part,
            Points = scenario.Points,
            Score = verdict == TestVerdict.Passed ? scenario.Points : 0,
            Verdict = verdict,
            Passed = trials.Count - failed.Length - inconclusive,
            Failed = failed.Length,
            Inconclusive = inconclusive,
            Failures =
            [
                .. trials.Where(trial => trial.Result.Verdict != Verdict.Passed)
                    .Take(TestResult.FailuresMost)
                    .Select(trial => Describe(scenario.Name, trial.Trial, trial.Result, replay)),
            ],
            VirtualTime = TimeSpan.FromTicks(counted.Sum(result => result.Run.VirtualTime.Ticks)),
            Rpcs = counted.Sum(result => result.Run.Calls),
            Events = counted.Sum(result => result.Run.Events),
        };
    }

    /// <summary>Whether another run of the trial gives the same figures.</summary>
    public static bool IsRepeatable(TrialResult result) =>
        !HostEnded.Is(result) && result.Run.Failure?.Kind != FailureKind.Nondeterministic;

    // One failure of safety is a proof. Liveness and budget are statements about a distribution, which random trials estimate.
    private static TestVerdict Judge(Tolerance tolerance, TrialResult[] failed, int inconclusive, int trials)
    {
        bool isTolerated = failed.All(result => result.Run.Failure?.Kind is FailureKind.Liveness or FailureKind.Budget)
            && tolerance.Allows(failed.Length, trials);
        if (failed.Length > 0 && !isTolerated) return TestVerdict.Failed;
        return inconclusive > 0 || trials == 0 ? TestVerdict.Inconclusive : TestVerdict.Passed;
    }

    private static TrialFailure Describe(string scenario, int trial, TrialResult result, ReplayLine replay)
    {
        var failure = result.Run.Failure;
        return new TrialFailure
        {
            Trial = trial,
            Seed = result.Seed,
            Kind = failure is null ? "inconclusive" : FailureReport.Word(failure.Kind),
            Reason = PlainText.Line(failure?.Reason ?? result.Run.Inconclusive ?? ""),
            At = HostEnded.Is(result) ? null : failure?.At ?? result.Run.VirtualTime,
            Details = PlainText.Lines(failure?.Details ?? ""),
            TraceHash = IsRepeatable(result) ? result.Run.TraceHash : null,
            Replay = replay.For(scenario, result.Seed),
        };
    }
}
