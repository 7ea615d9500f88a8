using Labs.Framework;

namespace Labs.KvRaftLab.Tests;

/// <summary>How long things may take, in virtual time, and how much may be used. In brackets: the worst that the reference took in
/// 2,000 trials of each scenario ('soak kv-raft --trials 2000').</summary>
internal static class Limits
{
    /// <summary>From the moment at which a majority is up and connected to one leader on whom it agrees. Raft's own lab allows the
    /// same (1.56 s).</summary>
    public static readonly TimeSpan Election = 5.Seconds();

    /// <summary>From the moment at which a majority is up and connected to an answer, elections and retries included (1.12 s).</summary>
    public static readonly TimeSpan Agreement = 10.Seconds();

    /// <summary>How long one attempt waits before another server is asked.</summary>
    public static readonly TimeSpan Attempt = 1.Seconds();

    /// <summary>From a submission to its answer, while nothing is wrong; fifty at once count as one (0.07 s).</summary>
    public static readonly TimeSpan Answer = 1.Seconds();

    /// <summary>From the moment at which an old leader can hear of its successor to the end of all that waited at it. 6.5840 allows the
    /// same (0.15 s).</summary>
    public static readonly TimeSpan Release = 1.Seconds();

    /// <summary>How long those who can't be answered are watched.</summary>
    public static readonly TimeSpan NoAnswer = 2.Seconds();

    /// <summary>From a cut to the moment at which nothing sent before it can still arrive, on the reliable network.</summary>
    public static readonly TimeSpan InFlight = 50.Milliseconds();

    /// <summary>An operation of a client while nothing is wrong (0.003 s).</summary>
    public static readonly TimeSpan Operation = 1.Seconds();

    /// <summary>From the beginning of the faults, which last for five seconds and longer where it takes longer, to the last of the
    /// operations that a scenario asks for meanwhile (9.65 s).</summary>
    public static readonly TimeSpan Faults = 60.Seconds();

    /// <summary>From the end of all faults to the end of the operations under way, an election included (1.17 s).</summary>
    public static readonly TimeSpan AfterFaults = 10.Seconds();

    /// <summary>From the moment at which a minority is joined with the others again to the end of its clients' operations. 6.5840 allows
    /// the same (0.15 s).</summary>
    public static readonly TimeSpan Rejoined = 3.Seconds();

    /// <summary>From the moment at which a leader is cut off to the end of an operation of a client that knows no other: an election,
    /// and the clerk's change of mind (1.31 s).</summary>
    public static readonly TimeSpan Rerouted = 6.Seconds();

    /// <summary>Requests of a clerk in three seconds in which each of three servers says at once that it does not lead (180).</summary>
    public const long CallsWithoutLeader = 600;

    /// <summary>Two hundred puts of one client, in milliseconds: 33.3 for each, as in 6.5840 (265).</summary>
    public const long Puts200 = 6660;

    /// <summary>Requests of a clerk for 50 operations while nothing is wrong (50).</summary>
    public const long CallsFor50 = 60;

    /// <summary>Raft's saved state in bytes, snapshot apart, where a snapshot is due at 600. 6.5840 allows the same (612).</summary>
    public const long Log = 2000;

    /// <summary>Raft's saved state in bytes where a snapshot is due at 1000, and clients work at once. 6.5840 allows twice as much
    /// (1,048).</summary>
    public const long ServiceLog = 4000;

    /// <summary>A snapshot of two short keys in bytes. 6.5840 allows the same (88).</summary>
    public const long SnapshotSize = 500;

    /// <summary>Raft's saved state in bytes where a snapshot is due at 2000 (2,036).</summary>
    public const long LongLog = 6000;

    /// <summary>Snapshots of three servers for 200 commands of 4 bytes, where one is due at 2000 bytes of Raft's saved state (3).</summary>
    public const long SnapshotsFor200 = 150;
}
