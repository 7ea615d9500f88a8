using Labs.Framework;

namespace Labs.PaxosLab.Tests;

/// <summary>How long things may take, in virtual time, and how much may be used. In brackets: the worst that the reference took in
/// 500 trials of any scenario of parts A and B, and in 200 of part C and of the scenarios of the last three limits of part A.</summary>
internal static class Limits
{
    /// <summary>From the moment at which a majority is up and connected, and has been asked, to a decision that all who must know know,
    /// while nothing else is wrong. (1.01 s)</summary>
    public static readonly TimeSpan Decision = 5.Seconds();

    /// <summary>The same, where one server proposes and nothing is in its way. (0.003 s)</summary>
    public static readonly TimeSpan QuickDecision = 1.Seconds();

    /// <summary>The same, from the end of all faults: a call that is under way may wait ten seconds for its answer. (1.00 s)</summary>
    public static readonly TimeSpan AfterFaults = 20.Seconds();

    /// <summary>The same, where messages are lost and late. (0.29 s)</summary>
    public static readonly TimeSpan UnreliableDecision = 20.Seconds();

    /// <summary>From a cut to the moment at which nothing sent before it can still arrive, on the reliable network.</summary>
    public static readonly TimeSpan InFlight = 5.Milliseconds();

    /// <summary>How long a minority is watched. The 2015 lab watches it as long.</summary>
    public static readonly TimeSpan NoDecision = 1.Seconds();

    /// <summary>Calls a server for a value that nobody contests. The 2015 lab allows half as many. (2)</summary>
    public const int UncontestedCalls = 6;

    /// <summary>Calls a server, from the first Start to the moment at which all know, where three servers propose at once. The 2015 lab
    /// allows the same. (7)</summary>
    public const int ContestedCalls = 15;

    /// <summary>Calls of nine servers who propose at once, until all know, five times. (576; who never pauses takes 50,888)</summary>
    public const long CallsOfFiveContests = 2400;

    /// <summary>Calls of a group of five, two of them down, where one proposes and knows nothing of the high ballots that were tried
    /// before: from its Start until all is said. (16)</summary>
    public const long CallsOfLateProposer = 60;

    /// <summary>Calls of a group that has nothing to do, in a tenth of a second: room for heartbeats, where somebody has them.
    /// (0)</summary>
    public const long IdleCalls = 20;

    /// <summary>Saved state in bytes, where all but a handful of short instances is forgotten. (160)</summary>
    public const long SavedState = 1500;

    // ---- The service ---------------------------------------------------------------------------------------------------------

    /// <summary>From the call of an operation to its return, while nothing is wrong. (0.005 s; 0.35 s where servers catch up)</summary>
    public static readonly TimeSpan Operation = 5.Seconds();

    /// <summary>The same, beside servers whose messages take seconds. (0.010 s)</summary>
    public static readonly TimeSpan QuickOperation = 2.Seconds();

    /// <summary>The same, where two servers of five can't do anything, and the clerk may ask them first. (1.02 s)</summary>
    public static readonly TimeSpan Rerouted = 8.Seconds();

    /// <summary>How long faults go on at most, where they go on until a few operations were done. (3.4 s)</summary>
    public static readonly TimeSpan Faults = 60.Seconds();

    /// <summary>Eighty operations of ten clients at five servers, none of whom pauses. (0.24 s)</summary>
    public static readonly TimeSpan Throughput = 5.Seconds();

    /// <summary>Fifty operations, one after the other, in milliseconds. (147; 344 with a variant that looks every 5 ms)</summary>
    public const long MillisecondsFor50 = 2000;

    /// <summary>Calls a server for an operation, one after the other. DSLabs allows as many messages. (2.7)</summary>
    public const int CallsPerOperation = 15;

    /// <summary>The same, of ten clients at five servers, none of whom pauses. (7.4)</summary>
    public const int ContestedCallsPerOperation = 25;

    /// <summary>Calls of a group of five in a second in which no client asks for anything: room for heartbeats. (0)</summary>
    public const long IdleServiceCalls = 300;

    /// <summary>Saved state in bytes, where the last operations were short. (578)</summary>
    public const long ServiceState = 20_000;

    /// <summary>A snapshot of a few short values, in bytes. (199)</summary>
    public const long SnapshotSize = 1500;

    /// <summary>How long a late message of the worst network can be under way.</summary>
    public static readonly TimeSpan LateMessages = 3.Seconds();
}
