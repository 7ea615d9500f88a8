using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>The trials of a grading and what became of each. Several workers take from it.</summary>
/// <remarks>A scenario is given up after three trials that take long and can't be forgiven: busy loops, and what the host has ended
/// for good. Later trials don't count, also those that another worker has run meanwhile, so that the result does not hang on the
/// number of workers.</remarks>
internal sealed class TrialQueue
{
    private const int CostlyMost = 3;

    private readonly Lock _lock = new();
    private readonly Action<int, TrialResult> _finished;
    private readonly LinkedList<int> _waiting = [];
    private readonly WorkerProcess?[] _ranIn;
    private readonly Func<int, WorkerProcess?> _shunned;
    private readonly SortedDictionary<int, TrialResult> _ended = [];
    private readonly SortedSet<int> _costly = [];
    private readonly List<int> _heldBack = [];

    /// <summary>Makes the queue.</summary>
    /// <param name="orders">The trials, in the order in which they are handed out.</param>
    /// <param name="finished">Told of each trial as it ends, in any order, one at a time.</param>
    /// <param name="known">Gives the result of a trial that was run before; null where there is none.</param>
    /// <param name="shunned">Gives the worker that must not run a trial; null where any may.</param>
    public TrialQueue(
        IReadOnlyList<TrialOrder> orders,
        Action<int, TrialResult> finished,
        Func<TrialOrder, TrialResult?>? known = null,
        Func<int, WorkerProcess?>? shunned = null)
    {
        Orders = orders;
        Results = new TrialResult?[orders.Count];
        _ranIn = new WorkerProcess?[orders.Count];
        _finished = finished;
        _shunned = shunned ?? (_ => null);
        for (int index = 0; index < orders.Count; index++)
        {
            if (known?.Invoke(orders[index]) is { } result) Keep(index, result);
            else _waiting.AddLast(index);
        }
    }

    /// <summary>The trials.</summary>
    public IReadOnlyList<TrialOrder> Orders { get; }

    /// <summary>What each gave; null where it was not run, or does not count.</summary>
    public TrialResult?[] Results { get; }

    /// <summary>Whether trials wait to be handed out.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count > 0;
        }
    }

    /// <summary>The worker that a trial ended in; null where none did.</summary>
    public WorkerProcess? RanIn(int index) => _ranIn[index];

    /// <summary>Takes the next trial.</summary>
    /// <param name="worker">Who is to run it; null for a new one.</param>
    /// <returns>The trial; null where none waits that the worker may run.</returns>
    public int? Next(WorkerProcess? worker)
    {
        lock (_lock)
        {
            while (TryTake(worker, out int index))
            {
                if (Costly(index).Count() + _ended.Keys.Count(ended => IsSameScenario(ended, index)) < CostlyMost) return index;
                _heldBack.Add(index);
            }

            return null;
        }
    }

    /// <summary>Notes how a trial ended, and where. One that the host ended is kept to be run again.</summary>
    public void Finish(int index, TrialResult result, WorkerProcess worker)
    {
        lock (_lock)
        {
            _ranIn[index] = worker;
            if (HostEnded.Is(result)) _ended.Add(index, result);
            else Note(index, result);
        }
    }

    /// <summary>Takes the first trial that the host has ended, with how it did.</summary>
    public (int Index, TrialResult Result)? NextEnded()
    {
        lock (_lock)
        {
            if (_ended.Count == 0) return null;
            var (index, result) = _ended.First();
            _ended.Remove(index);
            return (index, result);
        }
    }

    /// <summary>Notes how a trial ended for good: its second try, or that it gets none.</summary>
    public void Settle(int index, TrialResult result)
    {
        lock (_lock)
            Note(index, result);
    }

    /// <summary>Once all handed-out trials have ended: gives up scenarios, and takes up again the trials of others that were held
    /// back behind trials which passed when they were run again.</summary>
    /// <returns>Whether there are trials to run.</returns>
    public bool TakeUpHeldBack()
    {
        lock (_lock)
        {
            foreach (int index in _heldBack.Where(index => Costly(index).Count() < CostlyMost)) _waiting.AddLast(index);
            _heldBack.Clear();
            if (_waiting.Count > 0) return true;
            for (int index = 0; index < Results.Length; index++)
                if (Costly(index).Skip(CostlyMost - 1).Take(1).Any(last => last < index)) Results[index] = null;
            return false;
        }
    }

    private bool TryTake(WorkerProcess? worker, out int index)
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            index = node.Value;
            if (worker is not null && _shunned(index) == worker) continue;
            _waiting.Remove(node);
            return true;
        }

        index = 0;
        return false;
    }

    private void Note(int index, TrialResult result)
    {
        Keep(index, result);
        _finished(index, result);
    }

    private void Keep(int index, TrialResult result)
    {
        Results[index] = result;
        if (HostEnded.Is(result) || result.Run.Failure?.Kind == FailureKind.BusyLoop) _costly.Add(index);
    }

    // In the order of the trials.
    private IEnumerable<int> Costly(int index) => _costly.Where(costly => IsSameScenario(costly, index));

    private bool IsSameScenario(int a, int b) => Orders[a].Scenario == Orders[b].Scenario;
}
