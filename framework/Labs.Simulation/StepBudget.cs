using System.ComponentModel;

namespace Labs.Simulation;

/// <summary>Counts the steps of woven code, so that a loop without end is found by counting, on any machine alike.</summary>
/// <remarks>Calls to it are woven into a subject when it is loaded; no source calls it. When the budget is used up, the thread is
/// parked for good: no exception, so that no <c>catch</c> and no <c>finally</c> of the student can interfere.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepBudget
{
    /// <summary>Called at each backward branch.</summary>
    public static void Tick() => throw new NotSupportedException();

    /// <summary>Called at each method's entry: a step, and a probe of the stack.</summary>
    public static void Enter() => throw new NotSupportedException();
}
