using System.Runtime.ExceptionServices;
using Labs.Simulation;

namespace Labs.Testing;

/// <summary>Runs trials on several threads, in order, until enough of them have not passed.</summary>
/// <remarks>What comes out is the same with any number of threads: trials are begun in order, so all before the last one that
/// counts have been run, and later ones are left out.</remarks>
/// <param name="seeds">The seeds of the trials.</param>
/// <param name="run">Runs the trial with a seed.</param>
internal sealed class TrialBatch(IReadOnlyList<ulong> seeds, Func<ulong, TrialResult> run)
{
    /// <summary>Far beyond what any trial takes, also on a busy machine.</summary>
    public static readonly TimeSpan DefaultHangLimit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly TrialResult?[] _results = new TrialResult?[seeds.Count];
    private readonly List<Worker> _workers = [];
    private Exception? _error;
    private int _next;
    private int _bad;

    /// <summary>After how many trials that did not pass the rest is left out.</summary>
    public int MostBad { get; init; } = 3;

    /// <summary>How many run at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>After how much wall-clock time a trial is given up; null for never.</summary>
    public TimeSpan? HangLimit { get; init; } = DefaultHangLimit;

    /// <summary>Runs them.</summary>
    /// <returns>The results of the first trials, in order: all, or up to the one with which it was enough.</returns>
    public List<TrialResult> Run()
    {
        lock (_gate)
        {
            for (int i = 0; i < Math.Min(Threads, seeds.Count); i++)
                StartWorker();
            while (_workers.Count > 0)
            {
                Monitor.Wait(_gate, WatchEvery);
                foreach (var overdue in _workers.FindAll(worker => worker.IsOverdue(HangLimit)))
                    GiveUp(overdue);
            }
        }

        if (_error is not null)
            ExceptionDispatchInfo.Throw(_error);
        var results = new List<TrialResult>();
        for (int i = 0, bad = 0; i < seeds.Count && bad < MostBad; i++)
        {
            results.Add(_results[i]!);
            bad += _results[i]!.Verdict == Verdict.Passed ? 0 : 1;
        }

        return results;
    }

    private void StartWorker()
    {
        var worker = new Worker();
        _workers.Add(worker);
        new Thread(() => Work(worker)) { IsBackground = true, Name = "trials" }.UnsafeStart();
    }

    private void Work(Worker worker)
    {
        while (Begin(worker))
        {
            try
            {
                End(worker, run(seeds[worker.Trial]), error: null);
            }
            catch (Exception error)
            {
                End(worker, result: null, error);
            }
        }
    }

    private bool Begin(Worker worker)
    {
        lock (_gate)
        {
            if (!_workers.Contains(worker))
                return false;
            if (_error is null && _bad < MostBad && _next < seeds.Count)
            {
                worker.Begin(_next++);
                return true;
            }

            _workers.Remove(worker);
            Monitor.Pulse(_gate);
            return false;
        }
    }

    private void End(Worker worker, TrialResult? result, Exception? error)
    {
        lock (_gate)
        {
            if (!_workers.Contains(worker))
                return;
            _error ??= error;
            _results[worker.Trial] = result;
            _bad += result is { Verdict: not Verdict.Passed } ? 1 : 0;
        }
    }

    /// <summary>Leaves a thread to itself, since none can be ended from outside, and lets another go on.</summary>
    private void GiveUp(Worker worker)
    {
        _workers.Remove(worker);
        _results[worker.Trial] = Hung(seeds[worker.Trial]);
        _bad++;
        StartWorker();
    }

    private TrialResult Hung(ulong seed)
    {
        var failure = new Failure(
            FailureKind.Hang,
            $"still ran after {TraceText.Seconds(HangLimit!.Value)} of real time: it blocks, or something inside the base library does "
                + "not end; run it alone under a debugger",
            TimeSpan.Zero);
        return new TrialResult(seed, Verdict.Failed, new RunResult(failure, null, TimeSpan.Zero, 0, 0, 0, 0, [], []));
    }

    private sealed class Worker
    {
        private long _since = Environment.TickCount64;

        public int Trial { get; private set; } = -1;

        public void Begin(int trial) => (Trial, _since) = (trial, Environment.TickCount64);

        public bool IsOverdue(TimeSpan? limit) =>
            Trial >= 0 && limit is { } most && Environment.TickCount64 - _since > (long)most.TotalMilliseconds;
    }
}
