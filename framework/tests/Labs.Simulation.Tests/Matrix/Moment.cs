namespace Labs.Simulation.Tests.Matrix;

/// <summary>When a task completes, as seen from the code that waits for it.</summary>
public enum Moment
{
    /// <summary>What is waited for happened before the wait began.</summary>
    AlreadyThere,

    /// <summary>The task completes at 1 ms, and is looked at first at 5 ms.</summary>
    Before,

    /// <summary>It completes after 1 ms.</summary>
    After,

    /// <summary>It completes at 1 ms, in another event than the one at 1 ms in which the wait begins.</summary>
    AtTheSameInstant,

    /// <summary>The event that waits goes on to complete it.</summary>
    InTheSameEvent,
}
