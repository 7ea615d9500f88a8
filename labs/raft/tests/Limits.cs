using Labs.Framework;

namespace Labs.RaftLab.Tests;

/// <summary>How long things may take, in virtual time.</summary>
internal static class Limits
{
    /// <summary>From the moment at which a majority is up and connected to one leader on whom it agrees. 6.5840 allows the same.</summary>
    public static readonly TimeSpan Election = 5.Seconds();

    /// <summary>The same, where messages are lost and late.</summary>
    public static readonly TimeSpan UnreliableElection = 10.Seconds();

    /// <summary>From the moment at which an old leader can be reached to the end of its leadership.</summary>
    public static readonly TimeSpan StepDown = 2.Seconds();

    /// <summary>From a cut to the moment at which nothing sent before it can still arrive, on the reliable network.</summary>
    public static readonly TimeSpan InFlight = 50.Milliseconds();
}
