using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>Runs trials in worker processes, several at a time, and loses none: a worker that dies, hangs or runs out of memory is
/// replaced and costs only its trial. Workers stay for the next queue, until they are ended.</summary>
/// <param name="job">What all workers are for.</param>
/// <param name="jobs">How many trials run at a time.</param>
/// <param name="limits">When the host ends a trial.</param>
internal sealed class TrialFarm(WorkerJob job, int jobs, WorkerLimits limits)
{
    private const int Unknown = -1;

    private readonly WorkerProcess?[] _workers = new WorkerProcess?[jobs];
    private readonly Allowance _allowance = new(limits.Together);
    private int _walls = Unknown;

    /// <summary>The walls that were up around every worker so far; while there was none, those that would be.</summary>
    public Walls Walls => _walls == Unknown ? Fortress.Rehearse() : (Walls)_walls;

    /// <summary>Runs trials, handed out in order. What the host ends is run once more, alone, with twice the limits.</summary>
    /// <param name="queue">The trials; it holds their results afterwards, also where this ends early.</param>
    /// <param name="cancel">Ends all workers.</param>
    public void Run(TrialQueue queue, CancellationToken cancel)
    {
        do
        {
            int places = 0;
            Threads.Run(jobs, stop => Work(queue, ref _workers[Interlocked.Increment(ref places) - 1], stop), cancel);
            // After all others: what was slow because the machine was busy gets its chance.
            while (queue.NextEnded() is { } ended)
                queue.Settle(ended.Index, TryAgain(queue.Orders[ended.Index], ended.Result, cancel));
            // No worker that is there may run these: others take their place.
            if (queue.IsWaiting) EndWorkers();
        }
        while (queue.IsWaiting || queue.TakeUpHeldBack());
    }

    /// <summary>Ends all workers. Others are started when there is work again.</summary>
    public void EndWorkers()
    {
        foreach (var worker in _workers) worker?.Dispose();
        Array.Clear(_workers);
    }

    /// <summary>Runs one trial in a process of its own, and once more with twice the limits where the host ends it.</summary>
    public TrialResult RunAlone(TrialOrder order, CancellationToken cancel)
    {
        var first = RunAlone(order, limits, cancel);
        return HostEnded.Is(first) ? TryAgain(order, first, cancel) : first;
    }

    // What was seen the first time says more than that there is no second.
    private TrialResult TryAgain(TrialOrder order, TrialResult first, CancellationToken cancel) =>
        _allowance.IsSpent ? first : RunAlone(order, limits.Twice, cancel);

    private void Work(TrialQueue queue, ref WorkerProcess? worker, CancellationToken cancel)
    {
        while (queue.Next(worker) is { } index)
        {
            if (_allowance.IsSpent)
            {
                queue.Settle(index, Result(_allowance.Refuse(queue.Orders[index])));
                continue;
            }

            worker ??= new WorkerProcess(job, limits.Memory);
            queue.Finish(index, Take(worker, queue.Orders[index], limits.Time, cancel), worker);
            if (!worker.IsSpent) continue;
            worker.Dispose();
            worker = null;
        }
    }

    /// <summary>Runs one trial in a process of its own, within other limits than the farm's.</summary>
    public TrialResult RunAlone(TrialOrder order, WorkerLimits within, CancellationToken cancel)
    {
        if (_allowance.IsSpent) return Result(_allowance.Refuse(order));
        using var worker = new WorkerProcess(job, within.Memory);
        return Take(worker, order, within.Time, cancel);
    }

    private TrialResult Take(WorkerProcess worker, TrialOrder order, TimeSpan time, CancellationToken cancel)
    {
        var report = worker.Run(order, time, cancel);
        _allowance.Charge(worker.Took);
        if (report.Walls is { } walls) Interlocked.And(ref _walls, (int)walls);
        return Result(report);
    }

    /// <summary>The trial's result.</summary>
    /// <exception cref="InputException">The submission as a whole can't be run.</exception>
    public static TrialResult Result(TrialReport report)
    {
        if (report.Rejected is { } rejected) throw new InputException(rejected);
        return report.Result ?? throw new GraderException($"a worker could not run a trial: {report.Broken}");
    }
}
