using System.Diagnostics;
using Labs.Grader.Grading;
using Labs.Grader.Workers;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>The trials of one mutant, in shares that several workers may run at once.</summary>
internal sealed class MutantTrials(MutantPlan plan, CompiledMutant mutant, int shares)
{
    // Trials that take long and can't be forgiven: a few of them say all.
    private const int CostlyMost = 3;

    private readonly List<(int Trial, TrialResult Result)>[] _results =
        [.. plan.Scenarios.Select(_ => new List<(int Trial, TrialResult Result)>())];

    private readonly long[] _ticks = new long[plan.Scenarios.Count];
    private readonly bool[] _isLeft = new bool[plan.Scenarios.Count];
    private int _done;
    private volatile bool _isDead;

    /// <summary>Runs a share of the scenarios.</summary>
    /// <returns>The mutant's result, where this was the last share.</returns>
    public MutantResult? Run(int share, SharedWorker worker, Action tried)
    {
        // One trial of each scenario, then the second of each: most mutants die early, and somewhere.
        for (int trial = 0; trial < plan.Scenarios.Max(plan.TrialsOf); trial++)
        {
            if (trial == MutantPlan.FirstTrials && plan.Best is { } best) LeaveAllBut(best);
            for (int scenario = share; scenario < plan.Scenarios.Count; scenario += shares)
            {
                if (trial >= plan.TrialsOf(plan.Scenarios[scenario])) continue;
                if (!(_isDead && plan.StopsAtDeath) && !_isLeft[scenario] && !IsGivenUp(scenario)) Try(scenario, trial, worker);
                tried();
            }
        }

        return Interlocked.Increment(ref _done) == shares ? Add() : null;
    }

    private void Try(int index, int trial, SharedWorker worker)
    {
        var scenario = plan.Scenarios[index];
        var order = new TrialOrder(scenario.Name, trial, Seeds.Derive(plan.BaseSeed, scenario.Name, trial));
        long start = Stopwatch.GetTimestamp();
        _results[index].Add((trial, worker.Run(mutant.Submission.Job, order)));
        _ticks[index] += Stopwatch.GetElapsedTime(start).Ticks;
        var failed = _results[index].Select(result => result.Result.Run.Failure?.Kind).Where(kind => kind is not null).ToList();
        _isDead |= failed.Exists(kind => kind is not (FailureKind.Liveness or FailureKind.Budget))
            || !scenario.Tolerance.Allows(failed.Count, plan.TrialsOf(scenario));
    }

    private void LeaveAllBut(int best)
    {
        var bad = Enumerable.Range(0, _results.Length)
            .Where(index => _results[index].Exists(result => result.Result.Verdict == Verdict.Failed))
            .OrderByDescending(index => _results[index].Count(result => result.Result.Verdict == Verdict.Failed))
            .Take(best)
            .ToHashSet();
        // One that nothing has seen so far is still looked for everywhere.
        if (bad.Count == 0) return;
        for (int index = 0; index < _isLeft.Length; index++) _isLeft[index] = !bad.Contains(index);
    }

    private bool IsGivenUp(int index) => _results[index].Count(result =>
        HostEnded.Is(result.Result) || result.Result.Run.Failure?.Kind == FailureKind.BusyLoop) >= CostlyMost;

    private MutantResult Add()
    {
        var tests = plan.Scenarios.Select((scenario, i) => Scoring.Add(scenario, _results[i], mutant.Submission.Replay));
        return new MutantResult(mutant.Mutant, [.. tests], [.. _ticks.Select(TimeSpan.FromTicks)]);
    }
}
