using Labs.Framework;
using Labs.Simulation;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>The networks of this lab.</summary>
internal static class Weather
{
    /// <summary>labrpc's reliable network.</summary>
    public static readonly NetworkProfile Reliable = NetworkProfile.Labrpc;

    /// <summary>labrpc's unreliable network: a request in ten is lost, and a reply in ten, and requests take up to 27 ms.</summary>
    public static readonly NetworkProfile Unreliable = NetworkProfile.LabrpcUnreliable;

    /// <summary>The same, where nobody tells the caller of a loss: only the call's time-out shows it.</summary>
    public static readonly NetworkProfile Silent = Unreliable with { IsLossSilent = true };

    /// <summary>Requests and replies come twice, and some when the call that they belong to has long ended.</summary>
    public static readonly NetworkProfile TwiceAndLate = NetworkProfile.Labrpc with
    {
        DuplicateRequestPerMille = 300,
        DuplicateReplyPerMille = 300,
        DuplicateDelay = new(TimeSpan.Zero, 1500.Milliseconds()),
        LateRequestPerMille = 80,
        LateRequestDelay = new(200.Milliseconds(), 4000.Milliseconds()),
        LateReplyPerMille = 80,
        LateReplyLeast = 200.Milliseconds(),
        LateReplySpread = 3.Seconds(),
    };
}
