namespace Labs.Simulation;

/// <summary>Something scheduled that may be taken back; what was taken back neither moves time nor counts as an event.</summary>
internal sealed class Alarm(SendOrPostCallback ring, object? state)
{
    public static readonly SendOrPostCallback Ring = static alarm => ((Alarm)alarm!).RingNow();

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;

    private void RingNow() => ring(state);
}
