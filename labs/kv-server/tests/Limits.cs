using Labs.Framework;

namespace Labs.KvServerLab.Tests;

/// <summary>How long things may take, in virtual time, and how much may be used. In brackets: the worst that the reference
/// took in 60 trials of each scenario ('soak kv-server --trials 60').</summary>
internal static class Limits
{
    /// <summary>One operation on the reliable network (0.10 s).</summary>
    public static readonly TimeSpan Operation = 1.Seconds();

    /// <summary>One operation over a link on which a message takes up to 2 s each way (3.99 s).</summary>
    public static readonly TimeSpan SlowOperation = 15.Seconds();

    /// <summary>One operation on the unreliable network, where a loss is told (0.47 s).</summary>
    public static readonly TimeSpan UnreliableOperation = 30.Seconds();

    /// <summary>From the end of all faults to the end of the operations that were under way (10.4 s).</summary>
    public static readonly TimeSpan AfterFaults = 35.Seconds();

    /// <summary>Of two operations, while no message gets through: in half a minute (760 in six trials), or in ten seconds in which
    /// each call ends at once (483 in six).</summary>
    public const long RequestsWhileCutOff = 3000;

    /// <summary>A lock that nobody holds and nobody else wants, on the reliable network (0.002 s).</summary>
    public static readonly TimeSpan FreeLock = 5.Seconds();

    /// <summary>A turn for each of those who want a lock, ten at most, on a network that may lose messages (2.95 s).</summary>
    public static readonly TimeSpan EverybodysTurn = 60.Seconds();

    /// <summary>Of four clients that wait ten seconds for a lock (about 2,700).</summary>
    public const long RequestsWhileWaiting = 12000;
}
