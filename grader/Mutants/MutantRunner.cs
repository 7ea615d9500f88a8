using System.Collections.Concurrent;
using Labs.Grader.Workers;

namespace Labs.Grader.Mutants;

/// <summary>Runs a suite on mutants, several at a time. Mutants share workers, one after the other: to start one takes as long as many
/// trials.</summary>
/// <param name="plan">What each of them gets.</param>
/// <param name="jobs">How many trials run at a time.</param>
/// <param name="limits">When the host ends a trial.</param>
internal sealed class MutantRunner(MutantPlan plan, int jobs, WorkerLimits limits)
{
    /// <summary>Runs all.</summary>
    /// <param name="mutants">The mutants, compiled.</param>
    /// <param name="tried">Told of each trial that has ended; from any thread.</param>
    /// <param name="finished">Told of each mutant that has ended, in any order, from any thread.</param>
    /// <param name="cancel">Ends everything.</param>
    public void Run(
        IReadOnlyList<CompiledMutant> mutants, Action tried, Action<int, MutantResult> finished, CancellationToken cancel)
    {
        // Few mutants are shared out by their scenarios, so that no processor is idle.
        int shares = mutants.Count < jobs && plan.Best is null ? jobs : 1;
        var open = mutants.Select(mutant => new MutantTrials(plan, mutant, shares)).ToArray();
        var waiting = new ConcurrentQueue<(int Mutant, int Share)>(
            Enumerable.Range(0, mutants.Count).SelectMany(mutant => Enumerable.Range(0, shares).Select(share => (mutant, share))));
        Threads.Run(jobs, Work, cancel);

        void Work(CancellationToken stop)
        {
            using var worker = new SharedWorker(limits, stop);
            while (waiting.TryDequeue(out var next))
            {
                if (open[next.Mutant].Run(next.Share, worker, tried) is { } result) finished(next.Mutant, result);
            }
        }
    }
}
