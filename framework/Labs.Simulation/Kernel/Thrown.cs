using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Labs.Simulation;

/// <summary>Notes exceptions when they are first thrown, so that one that nobody awaits does not vanish without a trace.</summary>
internal static class Thrown
{
    /// <summary>What an exception costs beside an ordinary step: some ten microseconds beside some nanoseconds.</summary>
    private const int Steps = 5_000;

    [ThreadStatic]
    private static Kernel? _kernel;

    [ThreadStatic]
    private static bool _isNoting;

    static Thrown() => AppDomain.CurrentDomain.FirstChanceException += Note;

    /// <summary>From now on exceptions on the calling thread are this kernel's; null for nobody's.</summary>
    public static void Watch(Kernel? kernel) => _kernel = kernel;

    private static void Note(object? sender, FirstChanceExceptionEventArgs args)
    {
        if (_kernel is not null && !_isNoting)
            StepBudget.Charge(Steps);
        if (_isNoting || _kernel is not { Current: { IsAlive: true, IsTester: false } node, Trace.IsKept: true } kernel)
            return;
        _isNoting = true;
        try
        {
            var frame = new StackTrace(fNeedFileInfo: true).GetFrames().FirstOrDefault(Leak.IsStudents);
            var where = frame is null ? "" : $"at {Leak.Place(frame)}";
            kernel.Trace.Note(kernel.Now, node.Node.Address, "throw", $"{args.Exception.GetType().Name} {where}".TrimEnd());
        }
        finally
        {
            _isNoting = false;
        }
    }
}
