using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Reflection;

namespace Labs.Simulation;

/// <summary>Sees a node's code leave the simulation, at the moment it does so.</summary>
/// <remarks>The base library tells listeners, on the calling thread, when work is handed to the thread pool and when a wall-clock
/// timer is set. On a simulation's thread neither has any business, so one such event is a proof, with the student's line in its
/// stack; and since it is seen in the event that does it, the failure replays like any other.</remarks>
internal sealed class Leak : EventListener
{
    public const string Causes =
        "Likely causes: Task.Run, Task.Delay, a Timer, ConfigureAwait(false), ContinueWith, CancelAfter, SemaphoreSlim, a " +
        "TaskCompletionSource that runs continuations asynchronously. Use node.Start, node.Delay and plain await.";

    private const EventKeywords PoolAndTimers = (EventKeywords)0x12;
    private static readonly Leak Listener = new();

    [ThreadStatic]
    private static Kernel? _kernel;

    /// <summary>From now on the calling thread belongs to this kernel.</summary>
    public static void Watch(Kernel? kernel)
    {
        GC.KeepAlive(Listener);
        _kernel = kernel;
    }

    /// <summary>The frames of the present stack that are the student's, innermost first; empty where there are none.</summary>
    public static string StudentFrames() => string.Join('\n', new StackTrace(fNeedFileInfo: true).GetFrames()
        .Where(IsStudents)
        .Take(20)
        .Select(f => $"   at {Name(f.GetMethod()!)}{Place(f)}"));

    /// <summary>Whether a frame is neither the base library's nor ours.</summary>
    public static bool IsStudents(StackFrame frame) =>
        frame.GetMethod()?.Module.Assembly.GetName().Name is { } name &&
        !name.StartsWith("System.", StringComparison.Ordinal) &&
        name is not ("Labs.Framework" or "Labs.Simulation" or "Labs.Testing" or "nunit.framework");

    public static string Place(StackFrame frame) =>
        frame.GetFileName() is { } file ? $" in {Path.GetFileName(file)}:line {frame.GetFileLineNumber()}" : "";

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (string.Equals(eventSource.Name, "System.Diagnostics.Eventing.FrameworkEventSource", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Verbose, PoolAndTimers);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_kernel is not { IsOver: false, Current: { IsAlive: true } node } kernel)
            return;
        var frames = StudentFrames();
        var what = string.Equals(eventData.EventName, "ThreadTransferSend", StringComparison.Ordinal)
            ? "set a wall-clock timer" : "handed work to the thread pool";
        var where = frames.Length == 0 ? "" : $" ({frames.Split('\n')[0].Trim()})";
        kernel.Fail(FailureKind.LeftSimulation, $"{node.Node.Address} left the simulation: it {what}{where}. {Causes}", frames);
    }

    private static string Name(MethodBase method) => $"{method.DeclaringType?.Name}.{method.Name}";
}
