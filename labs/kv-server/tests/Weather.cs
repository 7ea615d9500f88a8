using Labs.Framework;
using Labs.Simulation;

namespace Labs.KvServerLab.Tests;

/// <summary>The networks of this lab.</summary>
internal static class Weather
{
    /// <summary>labrpc's reliable network.</summary>
    public static readonly NetworkProfile Reliable = NetworkProfile.Labrpc;

    /// <summary>labrpc's unreliable network: a request in ten is lost, and a reply in ten, and requests take up to 27 ms.</summary>
    public static readonly NetworkProfile Unreliable = NetworkProfile.LabrpcUnreliable;

    /// <summary>The same, where nobody tells the caller of a loss: only the call's time-out shows it.</summary>
    public static readonly NetworkProfile Silent = Unreliable with { IsLossSilent = true };

    /// <summary>The reliable network, where a caller hears at once that there is no way to the server.</summary>
    public static readonly NetworkProfile Prompt = Reliable with { NoRouteDelay = new(TimeSpan.Zero, 1.Milliseconds()) };

    /// <summary>Requests and replies come twice.</summary>
    /// <remarks>The second copy of a request comes later than the reply to the first can. Else its answer could be there first: the
    /// clerk, which sent once, would be told of a mismatch, and the put was done. No clerk could tell; with a server that knows nothing
    /// of requests, any first mismatch would have to be a maybe. For the same reason nothing else is wrong with this network.</remarks>
    public static readonly NetworkProfile Twice = NetworkProfile.LabrpcUnreliable with
    {
        DuplicateRequestPerMille = 400,
        DuplicateReplyPerMille = 400,
        DuplicateDelay = new(50.Milliseconds(), 2000.Milliseconds()),
    };

    /// <summary>Some requests and replies come when the call that they belong to has long ended.</summary>
    public static readonly NetworkProfile Late = Unreliable with
    {
        LateRequestPerMille = 150,
        LateRequestDelay = new(5.Seconds(), 25.Seconds()),
        LateReplyPerMille = 150,
        LateReplyLeast = 5.Seconds(),
        LateReplySpread = 20.Seconds(),
    };
}
