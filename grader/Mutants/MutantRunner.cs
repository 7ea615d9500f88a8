using Labs.Grader.Grading;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>Runs a suite on mutants, each with one worker, several at a time.</summary>
internal sealed class MutantRunner
{
    /// <summary>The suite.</summary>
    public required BuiltSuite Suite { get; init; }

    /// <summary>The scenarios to run, in the suite's order.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>The seed from which the trials' own are derived.</summary>
    public required ulong BaseSeed { get; init; }

    /// <summary>How many trials every scenario gets; null for its own number.</summary>
    public int? Trials { get; init; }

    /// <summary>How many trials run at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>When the host ends a trial.</summary>
    public required WorkerLimits Limits { get; init; }

    /// <summary>Whether a mutant is left alone once it is known to lose points. Its other figures are then of no meaning.</summary>
    public bool StopsAtDeath { get; init; }

    /// <summary>How many trials a mutant gets.</summary>
    public int TrialsOfAll => Scenarios.Sum(TrialsOf);

    /// <summary>Runs all.</summary>
    /// <param name="submissions">The mutants, compiled.</param>
    /// <param name="tried">Told of each trial that has ended; from any thread.</param>
    /// <param name="finished">Told of each mutant that has ended, in any order, from any thread.</param>
    /// <param name="cancel">Ends everything.</param>
    public void Run(
        IReadOnlyList<(Mutant Mutant, LoadedSubmission Submission)> submissions,
        Action tried,
        Action<int, MutantResult> finished,
        CancellationToken cancel)
    {
        // Many mutants keep all processors busy with one worker each; few share them.
        int together = Math.Min(Jobs, submissions.Count);
        int jobs = Math.Max(1, Jobs / Math.Max(1, together));
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, together), CancellationToken = cancel };
        Parallel.For(0, submissions.Count, options, index =>
        {
            var (mutant, submission) = submissions[index];
            finished(index, Run(mutant, submission, jobs, tried, cancel));
        });
    }

    private MutantResult Run(Mutant mutant, LoadedSubmission submission, int jobs, Action tried, CancellationToken cancel)
    {
        var bad = Scenarios.ToDictionary(scenario => scenario.Name, _ => 0);
        TrialQueue? queue = null;
        queue = new TrialQueue(Orders(), (index, result) =>
        {
            tried();
            string scenario = queue!.Orders[index].Scenario;
            if (result.Verdict != Verdict.Failed) return;
            bad[scenario]++;
            if (StopsAtDeath && IsFatal(scenario, result, bad[scenario])) queue.Close();
        });
        new TrialFarm(submission.Job, jobs, Limits).Run(queue, cancel);
        return new MutantResult(mutant, [.. Scenarios.Select(scenario => Add(scenario, queue, submission.Replay))]);
    }

    // One trial of each scenario, then the second of each: most mutants die early, and somewhere.
    private TrialOrder[] Orders() =>
    [
        .. Enumerable.Range(0, Scenarios.Max(TrialsOf))
            .SelectMany(trial => Scenarios.Where(scenario => trial < TrialsOf(scenario)).Select(scenario =>
                new TrialOrder(scenario.Name, trial, Seeds.Derive(BaseSeed, scenario.Name, trial)))),
    ];

    private bool IsFatal(string name, TrialResult result, int failed)
    {
        var scenario = Scenarios.Single(scenario => scenario.Name == name);
        return result.Run.Failure?.Kind is not (FailureKind.Liveness or FailureKind.Budget)
            || !scenario.Tolerance.Allows(failed, TrialsOf(scenario));
    }

    private int TrialsOf(Scenario scenario) => Trials ?? scenario.Trials;

    private static TestResult Add(Scenario scenario, TrialQueue queue, ReplayLine replay)
    {
        var trials = Enumerable.Range(0, queue.Orders.Count)
            .Where(index => queue.Orders[index].Scenario == scenario.Name && queue.Results[index] is not null)
            .Select(index => (queue.Orders[index].Trial, queue.Results[index]!));
        return Scoring.Add(scenario, [.. trials], replay);
    }
}
