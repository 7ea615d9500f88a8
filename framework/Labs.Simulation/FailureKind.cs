namespace Labs.Simulation;

/// <summary>What kind of statement a failure is. The first seven arise in a trial; the last three only a host can see.</summary>
public enum FailureKind
{
    /// <summary>Something happened that must never happen. One case is a proof.</summary>
    Safety,

    /// <summary>Something that must happen did not, within a bound of virtual time.</summary>
    Liveness,

    /// <summary>Too many calls, bytes, or saved state.</summary>
    Budget,

    /// <summary>An exception escaped from a handler, an activity or a call.</summary>
    Exception,

    /// <summary>The code used a thread, a clock, a timer or a pool that the simulation does not control, or blocked its thread.</summary>
    LeftSimulation,

    /// <summary>The code ran on and on without virtual time moving, or called itself without end.</summary>
    BusyLoop,

    /// <summary>Two runs with one seed differed.</summary>
    Nondeterministic,

    /// <summary>The host ended the trial: no progress in wall-clock time.</summary>
    Hang,

    /// <summary>The host ended the trial: out of memory.</summary>
    Memory,

    /// <summary>The process that ran the trial died.</summary>
    Worker,
}
