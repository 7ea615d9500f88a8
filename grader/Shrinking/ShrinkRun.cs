using System.Diagnostics;
using Labs.Grader.Workers;
using Labs.Testing;

namespace Labs.Grader.Shrinking;

/// <summary>Makes one failing trial smaller, in workers.</summary>
/// <param name="job">What all workers are for.</param>
/// <param name="scenario">The scenario.</param>
/// <param name="jobs">How many attempts run at a time; it changes no result.</param>
/// <param name="timeLimit">How long the search may take.</param>
internal sealed class ShrinkRun(WorkerJob job, Scenario scenario, int jobs, TimeSpan timeLimit)
{
    private static readonly WorkerLimits Limits = new(WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory);

    private readonly Stopwatch _watch = new();

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>The smallest run, in a fresh process and with its events.</summary>
    public TrialResult? Told { get; private set; }

    /// <summary>What ended the search before it came to its own end, for the user to read; null where nothing did.</summary>
    public string? CutShort { get; private set; }

    /// <summary>Searches.</summary>
    /// <param name="seed">The seed of the failing trial.</param>
    /// <param name="progressed">Told of each smaller run, and of how many attempts were made.</param>
    /// <param name="cancel">Ends the search; what was found so far counts.</param>
    /// <exception cref="InputException">The trial does not fail, or in a way that has no smaller run.</exception>
    public Shrinker Run(ulong seed, Action<Finding, int> progressed, CancellationToken cancel)
    {
        _watch.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var stream = new TrialStream(job, jobs, Limits);
        bool isBegun = false;
        Shrinker shrinker = null!;
        shrinker = new Shrinker(Results)
        {
            Progressed = finding => progressed(finding, shrinker.Attempts),
        };
        var first = shrinker.Run(seed, scenario.Servers);
        Check(first, seed);
        CutShort = WhatEnded(shrinker, limit.IsCancellationRequested, cancel.IsCancellationRequested);
        // A fresh process, and no more waiting for the user's patience: this one run is what all was for.
        var order = TrialOrder.For(scenario, shrinker.Best.Attempt, keepTrace: true);
        Told = new TrialFarm(job, jobs: 1, Limits).RunAlone(order, CancellationToken.None);
        _watch.Stop();
        return shrinker;

        IEnumerable<TrialResult> Results(IEnumerable<Attempt> attempts)
        {
            foreach (var result in stream.Run(attempts.Select(attempt => TrialOrder.For(scenario, attempt)), limit.Token))
            {
                // The first is the trial itself; without it there is nothing to make smaller, however long its worker takes to start.
                if (!isBegun) limit.CancelAfter(timeLimit);
                isBegun = true;
                yield return result;
            }
        }
    }

    private static string? WhatEnded(Shrinker shrinker, bool isEnded, bool isUsers) => (isEnded, isUsers) switch
    {
        (_, true) => "You ended the search; one that goes on may find a smaller run.",
        (true, _) => "The search came to its limit; a longer --time-limit may find a smaller run.",
        _ => shrinker.IsSpent ? $"The search ended after {shrinker.Attempts:N0} runs, all that it may make." : null,
    };

    private static void Check(TrialResult first, ulong seed)
    {
        string name = $"the trial with seed {Seeds.Format(seed)}";
        if (HostEnded.Is(first))
            throw new InputException($"{name} was ended by the host ({FailureReport.Word(first.Run.Failure!.Kind)}), and such a run has no list of what went wrong in it");
        if (first.Verdict == Verdict.Passed) throw new InputException($"{name} passes; take one that a report lists as failed");
        if (first.Run.Failure is null) throw new InputException($"{name} is inconclusive: {first.Run.Inconclusive}");
    }
}
