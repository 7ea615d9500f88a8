using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>The trials of a grading and what became of each. Several workers take from it.</summary>
/// <remarks>A scenario of which the host has ended three trials for good is given up: its later trials don't count, also those that
/// another worker has run meanwhile, so that the result does not hang on the number of workers.</remarks>
internal sealed class TrialQueue
{
    private const int HostEndedMost = 3;

    private readonly Lock _lock = new();
    private readonly Action<int, TrialResult> _finished;
    private readonly Queue<int> _waiting;
    private readonly SortedSet<int> _ended = [];
    private readonly List<int> _heldBack = [];
    private readonly Dictionary<string, int> _endedForGood = [];

    /// <summary>Makes the queue.</summary>
    /// <param name="orders">The trials, in the order in which they are handed out.</param>
    /// <param name="finished">Told of each trial as it ends, in any order, one at a time.</param>
    public TrialQueue(IReadOnlyList<TrialOrder> orders, Action<int, TrialResult> finished)
    {
        Orders = orders;
        Results = new TrialResult?[orders.Count];
        _finished = finished;
        _waiting = new Queue<int>(Enumerable.Range(0, orders.Count));
    }

    /// <summary>The trials.</summary>
    public IReadOnlyList<TrialOrder> Orders { get; }

    /// <summary>What each gave; null where it was not run, or does not count.</summary>
    public TrialResult?[] Results { get; }

    /// <summary>Takes the next trial.</summary>
    public int? Next()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out int index))
            {
                if (_ended.Count(ended => IsSameScenario(ended, index)) < HostEndedMost) return index;
                _heldBack.Add(index);
            }

            return null;
        }
    }

    /// <summary>Notes how a trial ended. One that the host ended is kept to be run again.</summary>
    public void Finish(int index, TrialResult result)
    {
        lock (_lock)
        {
            if (HostEnded.Is(result)) _ended.Add(index);
            else Note(index, result);
        }
    }

    /// <summary>Takes the first trial that the host has ended.</summary>
    public int? NextEnded()
    {
        lock (_lock)
        {
            if (_ended.Count == 0) return null;
            int index = _ended.Min;
            _ended.Remove(index);
            return index;
        }
    }

    /// <summary>Notes how the second try of a trial ended, for good.</summary>
    public void Settle(int index, TrialResult result)
    {
        lock (_lock)
        {
            Note(index, result);
            if (!HostEnded.Is(result)) return;
            string scenario = Orders[index].Scenario;
            _endedForGood[scenario] = _endedForGood.GetValueOrDefault(scenario) + 1;
            if (_endedForGood[scenario] == HostEndedMost) GiveUpAfter(index);
        }
    }

    /// <summary>Puts the trials that were held back behind ended ones into the queue again.</summary>
    /// <returns>Whether there are any.</returns>
    public bool TakeUpHeldBack()
    {
        lock (_lock)
        {
            foreach (int index in _heldBack) _waiting.Enqueue(index);
            _heldBack.Clear();
            return _waiting.Count > 0;
        }
    }

    private void Note(int index, TrialResult result)
    {
        Results[index] = result;
        _finished(index, result);
    }

    private void GiveUpAfter(int last)
    {
        bool IsGivenUp(int index) => index > last && IsSameScenario(index, last);
        _ended.RemoveWhere(IsGivenUp);
        _heldBack.RemoveAll(IsGivenUp);
        for (int index = last + 1; index < Results.Length; index++)
            if (IsGivenUp(index)) Results[index] = null;
    }

    private bool IsSameScenario(int a, int b) => Orders[a].Scenario == Orders[b].Scenario;
}
