namespace Labs.Simulation;

/// <summary>How a network treats messages: delays, losses, duplicates. Times are uniform over their ranges.</summary>
public sealed record NetworkProfile
{
    /// <summary>The least delay of a message.</summary>
    public TimeSpan DelayLeast { get; init; } = TimeSpan.FromMicroseconds(100);

    /// <summary>The end of the range of delays.</summary>
    public TimeSpan DelayMost { get; init; } = TimeSpan.FromMicroseconds(1000);

    /// <summary>The chance, in thousandths, that a request is lost.</summary>
    public int RequestLossPerMille { get; init; }

    /// <summary>The chance, in thousandths, that a reply is lost.</summary>
    public int ReplyLossPerMille { get; init; }

    /// <summary>The reliable network of 6.5840's labrpc.</summary>
    public static NetworkProfile Labrpc { get; } = new();
}
