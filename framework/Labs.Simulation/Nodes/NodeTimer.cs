namespace Labs.Simulation;

/// <summary>A timer of the base library's kind on a node's clock: what WaitAsync and the like use.</summary>
/// <remarks>A finalizer may dispose or change a timer from its own thread, whenever a collection happens to run. That is ignored, so
/// that a dropped timer goes on firing and the run does not depend on the garbage collector.</remarks>
internal sealed class NodeTimer : ITimer
{
    private static readonly SendOrPostCallback FireCallback = static timer => ((NodeTimer)timer!).Fire();

    private readonly Incarnation? _owner;
    private readonly SimulatedNode _node;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private Alarm? _alarm;
    private long _periodTicks;
    private long _dueLocal;

    public NodeTimer(SimulatedNode node, TimerCallback callback, object? state)
    {
        _node = node;
        _owner = node.Kernel.Current ?? node.Live;
        (_callback, _state) = (callback, state);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (!_node.Kernel.IsOnThread || _owner is not { IsAlive: true })
            return false;
        _alarm?.Cancel();
        _alarm = null;
        if (dueTime == Timeout.InfiniteTimeSpan)
            return true;
        _periodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
        _dueLocal = _node.Clock.GetTimestamp() + Math.Max(1, dueTime.Ticks);
        Arm();
        return true;
    }

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm()
    {
        _alarm = new Alarm(FireCallback, this);
        _owner!.ScheduleCompletion(_node.Clock.WorldTimeAfter(_dueLocal - _node.Clock.GetTimestamp()), _alarm, isCode: true);
    }

    private void Fire()
    {
        if (_periodTicks > 0)
        {
            // From the time it was due, not from now: no rounding adds up.
            _dueLocal += _periodTicks;
            Arm();
        }

        _callback(_state);
    }
}
