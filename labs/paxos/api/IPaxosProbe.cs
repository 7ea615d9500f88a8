namespace Labs.PaxosLab;

/// <summary>A look at a server as an acceptor. To implement it is up to you: <c>public sealed class Paxos : IPaxos,
/// IPaxosProbe</c>.</summary>
/// <remarks>
/// With it the tests watch every promise and every vote, and report the first event that breaks a rule of section 2.2, long before two
/// servers decide differently. Without it they watch only what a service could see. No points depend on it, but what it says must be
/// true. A ballot is what the paper calls a proposal number, as one number: of two ballots the later one is higher. All members only look.
/// </remarks>
public interface IPaxosProbe
{
    /// <summary>The highest ballot that this acceptor has promised in an instance, as a restart at this moment would find it; 0 where
    /// there is none, or the instance is forgotten.</summary>
    long PromisedBallot(int sequence);

    /// <summary>The ballot of the proposal that this acceptor accepted last, as a restart at this moment would find it; 0 where there
    /// is none,
    /// or the instance is forgotten.</summary>
    long AcceptedBallot(int sequence);

    /// <summary>The value of that proposal; <see langword="null"/> where there is none.</summary>
    string? AcceptedValue(int sequence);
}
