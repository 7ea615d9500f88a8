namespace Labs.Framework;

/// <summary>Lengths of time that read as they are said: <c>150.Milliseconds()</c>.</summary>
public static class TimeExtensions
{
    /// <summary>So many microseconds.</summary>
    public static TimeSpan Microseconds(this int count) => TimeSpan.FromTicks(count * TimeSpan.TicksPerMicrosecond);

    /// <summary>So many milliseconds.</summary>
    public static TimeSpan Milliseconds(this int count) => TimeSpan.FromTicks(count * TimeSpan.TicksPerMillisecond);

    /// <summary>So many seconds.</summary>
    public static TimeSpan Seconds(this int count) => TimeSpan.FromTicks(count * TimeSpan.TicksPerSecond);

    /// <summary>A random length of time, uniform over a range, to the tick of 100 ns.</summary>
    /// <param name="random">The source; a node's own is <see cref="INode.Random"/>.</param>
    /// <param name="least">The shortest length that can come.</param>
    /// <param name="most">The end of the range; it does not come itself unless it equals <paramref name="least"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is less than <paramref name="least"/>.</exception>
    public static TimeSpan Between(this Random random, TimeSpan least, TimeSpan most)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        return TimeSpan.FromTicks(random.NextInt64(least.Ticks, most.Ticks));
    }
}
