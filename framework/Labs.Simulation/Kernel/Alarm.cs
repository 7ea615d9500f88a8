namespace Labs.Simulation;

/// <summary>Something scheduled that may be taken back; what was taken back neither moves time nor counts as an event.</summary>
internal sealed class Alarm(SendOrPostCallback ring, object? state)
{
    public static readonly SendOrPostCallback Ring = static alarm => ((Alarm)alarm!).RingNow();

    private SendOrPostCallback? _ring = ring;
    private object? _state = state;

    public bool IsCancelled => _ring is null;

    /// <summary>Takes it back. It stays in the queue until its time, so it lets go of all that it would have used.</summary>
    public void Cancel() => (_ring, _state) = (null, null);

    private void RingNow() => _ring?.Invoke(_state);
}
