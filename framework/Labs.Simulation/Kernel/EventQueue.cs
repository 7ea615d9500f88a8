namespace Labs.Simulation;

/// <summary>All that is still to happen, in the order of <see cref="EventKey"/>.</summary>
/// <remarks>Most events are due at the instant at which they are scheduled, while hundreds of timers lie in the future: the present has a
/// heap of its own, which stays small, so that most events never meet the timers.</remarks>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Work, (ulong Priority, long Sequence)> _present = new();
    private readonly PriorityQueue<Work, EventKey> _future = new();
    private long _sequence;
    private long _now;

    public void Enqueue(long time, ulong priority, Work work)
    {
        if (time == _now)
            _present.Enqueue(work, (priority, _sequence++));
        else
            _future.Enqueue(work, new EventKey(time, priority, _sequence++));
    }

    /// <summary>Takes the next event, and moves to its time.</summary>
    public bool TryDequeue(out Work work, out long time)
    {
        if (_present.Count == 0)
            MoveOn();
        time = _now;
        return _present.TryDequeue(out work, out _);
    }

    private void MoveOn()
    {
        if (!_future.TryPeek(out _, out var next))
            return;

        _now = next.Time;
        while (_future.TryPeek(out var work, out var key) && key.Time == _now)
        {
            _future.Dequeue();
            _present.Enqueue(work, (key.Priority, key.Sequence));
        }
    }
}
