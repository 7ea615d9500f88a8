using Labs.Framework;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>How long things may take, in virtual time, and how much may be used. In brackets: the worst of reference and variant
/// in 300 trials of every scenario ('soak primary-backup --trials 300', once for each of the two); each limit is three times that at
/// least.</summary>
internal static class Limits
{
    /// <summary>From its reason to the next view, on the reliable network: a death is noticed after half a second. (0.61 s)</summary>
    public static readonly TimeSpan NextView = 2500.Milliseconds();

    /// <summary>How long a server does not ping without being taken for dead: three pings fail to come.</summary>
    public static readonly TimeSpan Silence = 300.Milliseconds();

    /// <summary>One operation while nothing is wrong. (0.14 s)</summary>
    public static readonly TimeSpan Operation = 1.Seconds();

    /// <summary>One operation on the unreliable network, where a loss is told. (0.82 s)</summary>
    public static readonly TimeSpan UnreliableOperation = 15.Seconds();

    /// <summary>From the death of a server to the end of an operation that began then. (1.05 s)</summary>
    public static readonly TimeSpan Failover = 8.Seconds();

    /// <summary>From the end of all faults to a view with a primary and a backup that stays, and an operation in it. (3.06 s)</summary>
    public static readonly TimeSpan Settled = 15.Seconds();

    /// <summary>From the end of all faults to the end of the operations that were under way. (1.54 s)</summary>
    public static readonly TimeSpan AfterFaults = 20.Seconds();

    /// <summary>How long a message of the worst network can be under way (<see cref="Weather.TwiceAndLate"/>).</summary>
    public static readonly TimeSpan LateMessages = 6.Seconds();

    /// <summary>From its reason to the next view, where pings come late: those that are under way keep a dead server alive.
    /// (4.36 s)</summary>
    public static readonly TimeSpan LateView = 20.Seconds();

    /// <summary>How long those who can't be answered are watched.</summary>
    public static readonly TimeSpan NoAnswer = 3.Seconds();

    /// <summary>Requests of a client for 100 operations while nothing is wrong, beyond one for each. (0)</summary>
    public const long RequestsBeyond100Operations = 10;

    /// <summary>Requests of a server in 10 s while nothing is wrong, but two for each operation of primary and backup: three in the time
    /// of a ping. (100)</summary>
    public const long RequestsOfAServerIn10s = 300;

    /// <summary>What the view service does more in 10 s, in which a client does 100 operations, than in 10 s without. (0)</summary>
    public const long TurnsFor100Operations = 30;

    /// <summary>Requests of a client in 10 s in which nobody is primary. (399)</summary>
    public const long RequestsWithoutPrimary = 2000;

    /// <summary>An asynchronous append, in microseconds, on the reliable network, whatever the way to the backup takes: less than that
    /// way there and back, which is 40,000. (775)</summary>
    public const long AsynchronousAppend = 10_000;
}
