using System.Diagnostics;
using Labs.Simulation;

namespace Labs.Grader.Workers;

/// <summary>A process that runs trials of one submission, one at a time, seen from the grader.</summary>
/// <remarks>It can't reach the score: it gets orders and gives reports.</remarks>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>The hidden verb that starts a worker.</summary>
    public const string Verb = "worker";

    private const int LeftoversMost = 4;

    private readonly ChildProcess<TrialReport> _process;
    private readonly long _memory;
    private int _leftovers;

    /// <summary>Starts a worker.</summary>
    /// <param name="job">What it is for.</param>
    /// <param name="memory">How large its heap may grow, in bytes.</param>
    public WorkerProcess(WorkerJob job, long memory)
    {
        _memory = memory;
        _process = new ChildProcess<TrialReport>(Verb, memory);
        _process.Send(job);
    }

    /// <summary>Whether another worker should run what comes next.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>What the last trial took: of a processor; by the clock on the wall where its process died; all of its limit where it
    /// hung.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Runs one trial.</summary>
    /// <param name="order">The trial.</param>
    /// <param name="limit">How long to wait, by the wall clock.</param>
    /// <param name="cancel">Ends the wait; the worker is of no use then.</param>
    /// <returns>The worker's report; where the host had to end the trial, a failure of the host's kind.</returns>
    public TrialReport Run(TrialOrder order, TimeSpan limit, CancellationToken cancel)
    {
        var before = _process.ProcessorTime;
        var watch = Stopwatch.StartNew();
        _process.Send(order);
        bool answered;
        TrialReport? report;
        try
        {
            answered = _process.TryTake(out report, limit, cancel);
        }
        catch (OperationCanceledException)
        {
            IsSpent = true;
            throw;
        }

        if (answered && report is not null)
        {
            Remember(report.Result?.Run.Failure?.Kind);
            Took = _process.ProcessorTime - before;
            return report;
        }

        IsSpent = true;
        bool hasDied = _process.HasClosed;
        // A wait may end a little before its time, and who hung for all of the limit has used all of it.
        Took = hasDied ? watch.Elapsed : limit;
        return HostEnded.Report(order.Seed, hasDied ? Died() : Hung(limit));
    }

    /// <summary>Ends the process and all that it started.</summary>
    public void Dispose() => _process.Dispose();

    // A busy loop parks its thread for good, and with it what its trial held; what was handed to the thread pool may go on for ever.
    private void Remember(FailureKind? kind)
    {
        if (kind is FailureKind.BusyLoop or FailureKind.LeftSimulation) _leftovers++;
        IsSpent |= _leftovers == LeftoversMost;
    }

    private static HostEnded Hung(TimeSpan limit) =>
        new(FailureKind.Hang, $"the trial gave no result within {limit.TotalSeconds:0.###} s of the wall clock", "");

    private HostEnded Died()
    {
        int status = _process.Kill();
        return status == WorkerExit.Memory
            ? new(FailureKind.Memory, $"the trial used more than {_memory / (1024 * 1024)} MB of memory", "")
            : new(FailureKind.Worker, $"the process that ran the trial died (exit status {status})", _process.Output);
    }
}
