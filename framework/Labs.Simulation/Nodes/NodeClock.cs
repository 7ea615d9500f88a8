namespace Labs.Simulation;

/// <summary>A node's clock: virtual time, at a rate of its own.</summary>
/// <remarks>Timers and timestamps drift together; a jump moves the wall-clock time only. All arithmetic is on integers.</remarks>
internal sealed class NodeClock(SimulatedNode node, long timestampOffset, long utcOffset) : TimeProvider
{
    private const long Million = 1_000_000;

    // Longer waits than this (100,000 s) outlast any run; the cap keeps the arithmetic within 64 bits.
    private const long LongestWait = 1_000_000_000_000;

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _rate = Million;
    private long _worldBase;
    private long _localBase;
    private long _jump;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    private long Local => _localBase + ((node.Kernel.Now - _worldBase) * _rate / Million);

    public override long GetTimestamp() => timestampOffset + Local;

    public override DateTimeOffset GetUtcNow() => Epoch.AddTicks(utcOffset + _jump + Local);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new NodeTimer(node, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>When, in world time, so much of local time will have passed: rounded up.</summary>
    public long WorldTimeAfter(long localTicks)
    {
        long local = Local + Math.Min(localTicks, LongestWait) - _localBase;
        return Math.Max(node.Kernel.Now, _worldBase + (((local * Million) + _rate - 1) / _rate));
    }

    public void SetRate(long partsPerMillion)
    {
        (_localBase, _worldBase) = (Local, node.Kernel.Now);
        _rate = Million + partsPerMillion;
    }

    public void Jump(TimeSpan by) => _jump += by.Ticks;
}
