using System.Diagnostics;
using System.Reflection;
using Labs.Framework;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>Grades one submission for one lab.</summary>
internal sealed class GradingRun
{
    private readonly GradeRequest _request;
    private readonly TrialQueue _queue;
    private readonly Action<Scenario, TrialResult?> _finished;
    private readonly Stopwatch _watch = new();
    private readonly TrialFarm _farm;

    /// <summary>Makes the run.</summary>
    /// <param name="request">What is to be graded.</param>
    /// <param name="finished">Told of each trial as it ends, one at a time: its scenario, and its result; null for the repetition of
    /// one that was told before.</param>
    public GradingRun(GradeRequest request, Action<Scenario, TrialResult?> finished)
    {
        _request = request;
        _finished = finished;
        var job = request.Submission.Job with { NeededWalls = request.NeededWalls };
        _queue = new TrialQueue(
            [.. request.Scenarios.SelectMany(Orders)], Finish, order => request.Journal?.Find(order, isAgain: false));
        var limits = request.Limits with { Together = Allowance.For(Trials, request.Limits.Time) };
        _farm = new TrialFarm(job, request.Jobs, limits);
    }

    /// <summary>How many trials it takes, repetitions included.</summary>
    public int Trials => _queue.Orders.Count + _queue.Orders.Count(RepeatCheck.IsDue);

    /// <summary>Whether all trials were run.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What the trials gave so far; the grade when <see cref="IsComplete"/>.</summary>
    public LabResult Result => new()
    {
        Lab = _request.Suite.Suite.Lab.Name,
        Submission = _request.Submission.Name,
        SubmissionHash = _request.Submission.SourceHash,
        BaseSeed = _request.BaseSeed,
        Tests = [.. _request.Scenarios.Select(Add)],
        WallTime = _watch.Elapsed,
        Walls = _farm.Walls & _request.Submission.CompilerWalls,
        Framework = FrameworkVersion(),
        SuiteHash = _request.Suite.SourceHash,
        Shard = _request.Shard?.ToString(),
        ShardOf = _request.ShardOf,
    };

    /// <summary>Runs all trials.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; <see cref="Result"/> has what there is.</exception>
    public void Run(CancellationToken cancel)
    {
        var missing = _request.NeededWalls & ~_request.Submission.CompilerWalls;
        if (missing != Walls.None)
            throw new GraderException($"isolation is required, and the compiler lacks a wall: {WallNames.Of(missing)}");
        _watch.Start();
        for (int index = 0; index < _queue.Orders.Count; index++)
            if (_queue.Results[index] is { } known) _finished(ScenarioOf(index), known);
        try
        {
            _farm.Run(_queue, cancel);
            new RepeatCheck(_farm, cancel).Run(_queue, FinishAgain, order => _request.Journal?.Find(order, isAgain: true));
        }
        finally
        {
            _farm.EndWorkers();
        }

        _watch.Stop();
        IsComplete = true;
    }

    private void Finish(int index, TrialResult result)
    {
        _request.Journal?.Keep(_queue.Orders[index], isAgain: false, result);
        _finished(ScenarioOf(index), result);
    }

    private void FinishAgain(int index, TrialResult result)
    {
        _request.Journal?.Keep(_queue.Orders[index], isAgain: true, result);
        _finished(ScenarioOf(index), null);
    }

    private IEnumerable<TrialOrder> Orders(Scenario scenario) =>
        Enumerable.Range(0, _request.Trials ?? scenario.Trials)
            .Select(trial => new TrialOrder(scenario.Name, trial, _request.SeedOf(scenario, trial)));

    private Scenario ScenarioOf(int index) => _request.Scenarios.Single(scenario => scenario.Name == _queue.Orders[index].Scenario);

    private TestResult Add(Scenario scenario)
    {
        var trials = new List<(int Trial, TrialResult Result)>();
        for (int index = 0; index < _queue.Orders.Count; index++)
        {
            if (_queue.Orders[index].Scenario == scenario.Name && _queue.Results[index] is { } result)
                trials.Add((_queue.Orders[index].Trial, result));
        }

        return Scoring.Add(scenario, trials, _request.Submission.Replay);
    }

    /// <summary>The framework's version, without what a build appends: it is the same wherever the sources are.</summary>
    public static string FrameworkVersion() =>
        typeof(INode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
