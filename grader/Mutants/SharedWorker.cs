using Labs.Grader.Workers;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>A worker that goes from one mutant to the next, and is replaced when it has died or hung.</summary>
internal sealed class SharedWorker(WorkerLimits limits, CancellationToken cancel) : IDisposable
{
    private WorkerProcess? _process;
    private WorkerJob? _job;

    /// <summary>Runs one trial; what the host ends is run once more, in a process of its own.</summary>
    public TrialResult Run(WorkerJob job, TrialOrder order)
    {
        var known = _process is null ? job : _job;
        _process ??= new WorkerProcess(job, limits.Memory);
        var images = known == job ? null : job.Images;
        var report = _process.Run(order with { Images = images }, limits.Time, cancel);
        _job = job;
        if (_process.IsSpent) Dispose();
        if (report.Rejected is { } rejected) throw new InputException(rejected);
        var result = report.Result ?? throw new GraderException($"a worker could not run a trial: {report.Broken}");
        return HostEnded.Is(result) ? new TrialFarm(job, jobs: 1, limits).RunAlone(order, limits.Twice, cancel) : result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process?.Dispose();
        _process = null;
    }
}
