using Labs.Framework;

namespace Labs.RaftLab.Tests;

/// <summary>How long things may take, in virtual time, and how much may be used. In brackets: the worst that the reference took in
/// 10,000 trials of any scenario.</summary>
internal static class Limits
{
    /// <summary>From the moment at which a majority is up and connected to one leader on whom it agrees. 6.5840 allows the same.
    /// (1.40 s)</summary>
    public static readonly TimeSpan Election = 5.Seconds();

    /// <summary>The same, where messages are lost and late. (2.64 s)</summary>
    public static readonly TimeSpan UnreliableElection = 10.Seconds();

    /// <summary>From the moment at which an old leader can be reached to the end of its leadership. (0.11 s)</summary>
    public static readonly TimeSpan StepDown = 2.Seconds();

    /// <summary>From a cut to the moment at which nothing sent before it can still arrive, on the reliable network: a request takes
    /// at most half a millisecond, and so does its reply.</summary>
    public static readonly TimeSpan InFlight = 50.Milliseconds();

    /// <summary>From the moment at which a majority is up and connected to a command that all who must have applied, elections and
    /// catching up included. 6.5840 allows the same. (4.15 s)</summary>
    public static readonly TimeSpan Agreement = 10.Seconds();

    /// <summary>How long one attempt at agreement waits before another command is proposed. 6.5840 waits the same.</summary>
    public static readonly TimeSpan Attempt = 2.Seconds();

    /// <summary>From a proposal to the last service that applies it, while nothing is wrong. (0.10 s; 0.15 s
    /// beside a slow minority)</summary>
    public static readonly TimeSpan Commit = 1.Seconds();

    /// <summary>How long a leader without a majority is watched. 6.5840 watches it as long.</summary>
    public static readonly TimeSpan NoCommit = 2.Seconds();

    /// <summary>The saved state in bytes, snapshot apart, where services make one every ten commands. 6.5840 allows the same.
    /// (180)</summary>
    public const long SavedState = 2000;
}
