namespace Labs.Simulation;

/// <summary>How a network treats messages. Times are uniform over their ranges; chances are in thousandths.</summary>
/// <remarks>
/// The figures of <see cref="Labrpc"/> and <see cref="LabrpcUnreliable"/> are those of labrpc, the network of MIT's 6.5840, with one
/// difference: there a reliable message takes whatever the machine's scheduler takes, here a small uniform delay. Reachability is
/// looked at when a message is sent; what is in flight when a link is cut still arrives.
/// </remarks>
public sealed record NetworkProfile
{
    /// <summary>The delay of a request.</summary>
    public Range RequestDelay { get; init; } = new(TimeSpan.FromMicroseconds(50), TimeSpan.FromMicroseconds(500));

    /// <summary>The delay of a reply.</summary>
    public Range ReplyDelay { get; init; } = new(TimeSpan.FromMicroseconds(50), TimeSpan.FromMicroseconds(500));

    /// <summary>The chance that a request is lost.</summary>
    public int RequestLossPerMille { get; init; }

    /// <summary>The chance that a reply is lost, after the request was executed.</summary>
    public int ReplyLossPerMille { get; init; }

    /// <summary>Whether only the time-out shows a loss. Otherwise the caller is told as soon as the message would have arrived,
    /// as labrpc does.</summary>
    public bool IsLossSilent { get; init; }

    /// <summary>When a caller is told that there is no way to the other node, or that the node is down.</summary>
    public Range NoRouteDelay { get; init; } = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    /// <summary>The chance that a request arrives twice.</summary>
    public int DuplicateRequestPerMille { get; init; }

    /// <summary>The chance that a reply arrives twice; the second finds the call ended.</summary>
    public int DuplicateReplyPerMille { get; init; }

    /// <summary>How much later than usual the second of two equal messages arrives.</summary>
    public Range DuplicateDelay { get; init; } = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(200));

    /// <summary>The chance that a request is delayed for long.</summary>
    public int LateRequestPerMille { get; init; }

    /// <summary>How much later a late request arrives.</summary>
    public Range LateRequestDelay { get; init; } = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(2200));

    /// <summary>The chance that a reply is delayed for long (labrpc's long reordering).</summary>
    public int LateReplyPerMille { get; init; }

    /// <summary>How much later a late reply arrives at least.</summary>
    public TimeSpan LateReplyLeast { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How much is added to that at most; labrpc draws a bound up to this, then a delay up to the bound.</summary>
    public TimeSpan LateReplySpread { get; init; } = TimeSpan.FromMilliseconds(2000);

    /// <summary>labrpc, reliable.</summary>
    public static NetworkProfile Labrpc { get; } = new();

    /// <summary>labrpc, unreliable: requests take up to 26 ms, one in ten is lost, and one reply in ten.</summary>
    public static NetworkProfile LabrpcUnreliable { get; } = new()
    {
        RequestDelay = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(27)),
        RequestLossPerMille = 100,
        ReplyLossPerMille = 100,
    };

    /// <summary>This profile with labrpc's long delays: a caller learns only after up to 7 s that there is no way to a node.</summary>
    public NetworkProfile WithLongDelays() => this with { NoRouteDelay = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(7000)) };

    /// <summary>This profile with labrpc's long reordering: two replies in three come 0.2 to 2.2 s late.</summary>
    public NetworkProfile WithLongReordering() => this with { LateReplyPerMille = 667 };

    /// <summary>This profile with messages that come twice, and requests and replies that come late.</summary>
    /// <param name="perMille">The chance of each.</param>
    public NetworkProfile WithDuplicatesAndLateMessages(int perMille) => this with
    {
        DuplicateRequestPerMille = perMille,
        DuplicateReplyPerMille = perMille,
        LateRequestPerMille = perMille,
        LateReplyPerMille = perMille,
    };

    /// <summary>A range of times, uniform, without its end.</summary>
    /// <param name="Least">The least that can come.</param>
    /// <param name="Most">The end of the range.</param>
    public readonly record struct Range(TimeSpan Least, TimeSpan Most);
}
