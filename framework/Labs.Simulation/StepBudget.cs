using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Labs.Simulation;

/// <summary>Counts the steps of woven code, so that a loop without end is found by counting, on any machine alike.</summary>
/// <remarks>Calls to it are woven into a subject when it is loaded; no source calls it. When the budget is used up, the thread is
/// parked for good: no exception, so that no <c>catch</c> and no <c>finally</c> of the student can interfere.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepBudget
{
    [ThreadStatic]
    private static long _left;

    [ThreadStatic]
    private static Kernel? _kernel;

    [ThreadStatic]
    private static nuint _stackEnd;

    /// <summary>How many threads of this process were parked so far. Each keeps its stack: a host replaces a process that has
    /// many.</summary>
    public static int ParkedThreads => Volatile.Read(ref _parkedThreads);

    private static int _parkedThreads;

    /// <summary>Called at each backward branch.</summary>
    public static void Tick()
    {
        if (--_left < 0)
            UsedUp();
    }

    /// <summary>Called at each method's entry: a step, and a probe of the stack.</summary>
    public static unsafe void Enter()
    {
        if (--_left < 0)
            UsedUp();
        // The runtime's own probe (RuntimeHelpers.TryEnsureSufficientExecutionStack) costs ten times as much.
        byte here;
        if ((nuint)(&here) < _stackEnd)
            StackUsedUp();
    }

    internal static long Left => _left;

    /// <summary>Lets woven code on the calling thread use so much of the stack from here on.</summary>
    internal static unsafe void GrantStack(int bytes)
    {
        byte here;
        _stackEnd = (nuint)(&here) - (nuint)bytes;
    }

    /// <summary>Gives the calling thread, which a kernel owns, so many steps.</summary>
    internal static void Grant(Kernel? kernel, long steps)
    {
        _kernel = kernel;
        _left = steps;
    }

    /// <summary>Takes away so many steps; the next step notices.</summary>
    internal static void Charge(long steps) => _left -= steps;

    /// <summary>Leaves at most so many steps: a run that is over has nothing to wait for.</summary>
    internal static void Limit(long steps) => _left = Math.Min(_left, steps);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UsedUp()
    {
        if (_kernel is { } kernel)
            Park(
                kernel,
                "ran on without end: a loop in which virtual time can't move; await something in it (node.Delay)",
                isStackFull: false);
        // A thread that no kernel owns is a leak, which has a verdict of its own.
        _left = long.MaxValue;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StackUsedUp()
    {
        if (_kernel is { } kernel)
            Park(kernel, "called itself without end: the stack is full", isStackFull: true);
    }

    private static void Park(Kernel kernel, string what, bool isStackFull)
    {
        _kernel = null;
        Interlocked.Increment(ref _parkedThreads);
        kernel.ThreadParked(what, isStackFull);
        Thread.Sleep(Timeout.Infinite);
    }
}
