using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>Runs trials in workers that stay, some at a time: which come next hangs on the results of those before.</summary>
/// <param name="job">What all workers are for.</param>
/// <param name="jobs">How many trials are run at a time, the later ones ahead.</param>
/// <param name="limits">When the host ends a trial.</param>
internal sealed class TrialStream(WorkerJob job, int jobs, WorkerLimits limits) : IDisposable
{
    private readonly WorkerProcess?[] _workers = new WorkerProcess?[jobs];

    /// <summary>Runs trials and gives their results in order. It runs no more than <c>jobs</c> ahead of those that are taken, and ends
    /// where it is cancelled.</summary>
    public IEnumerable<TrialResult> Run(IEnumerable<TrialOrder> orders, CancellationToken cancel)
    {
        foreach (var window in orders.Chunk(jobs))
        {
            if (RunAtOnce(window, cancel) is not { } results) yield break;
            foreach (var result in results) yield return result;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in _workers) worker?.Dispose();
    }

    private TrialResult[]? RunAtOnce(TrialOrder[] orders, CancellationToken cancel)
    {
        var results = new TrialResult[orders.Length];
        int next = -1;
        try
        {
            Threads.Run(
                orders.Length,
                stop =>
                {
                    int index = Interlocked.Increment(ref next);
                    results[index] = RunOne(index, orders[index], stop);
                },
                cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }

        return results;
    }

    private TrialResult RunOne(int index, TrialOrder order, CancellationToken cancel)
    {
        if (_workers[index] is { IsSpent: true } spent)
        {
            spent.Dispose();
            _workers[index] = null;
        }

        var worker = _workers[index] ??= new WorkerProcess(job, limits.Memory);
        return TrialFarm.Result(worker.Run(order, limits.Time, cancel));
    }
}
