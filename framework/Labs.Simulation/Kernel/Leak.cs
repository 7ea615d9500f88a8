using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Labs.Simulation;

/// <summary>Sees a node's code leave the simulation, at the moment it does so.</summary>
/// <remarks>The base library tells listeners, on the calling thread, when work is handed to the thread pool and when a wall-clock
/// timer is set. On a simulation's thread neither has any business, so one such event is a proof, with the student's line in its
/// stack; and since it is seen in the event that does it, the failure replays like any other.</remarks>
internal sealed class Leak : EventListener
{
    public const string Causes =
        "Likely causes: Task.Run, Task.Delay, a Timer, ConfigureAwait(false), ContinueWith, CancelAfter, SemaphoreSlim, a " +
        "TaskCompletionSource that runs continuations asynchronously, a Channel's read that is cancelled. Use node.Start, node.Delay and plain await.";

    private const EventKeywords PoolAndTimers = (EventKeywords)0x12;
    private static readonly Leak Listener = new();

    [ThreadStatic]
    private static Kernel? _kernel;

    [ThreadStatic]
    private static bool _isListening;

    private static volatile bool _isHeard;

    /// <summary>From now on the calling thread belongs to this kernel.</summary>
    public static void Watch(Kernel? kernel)
    {
        if (!_isHeard)
            Listen();
        _kernel = kernel;
    }

    /// <summary>The thread pool looks only now and then whether anybody listens to it; until it has, a leak would go unseen.</summary>
    private static void Listen()
    {
        GC.KeepAlive(Listener);
        _isListening = true;
        while (!_isHeard)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static _ => { }, null);
            Thread.Yield();
        }

        _isListening = false;
    }

    /// <summary>Ends the run: a node's code, now on the stack, has left the simulation.</summary>
    public static void Fail(Incarnation node, string what, string cure)
    {
        var frames = StudentFrames();
        var how = frames.Length == 0
            ? "what waits for a delay or a call goes on in the thread pool"
            : $"it {what} ({frames.Split('\n')[0].Trim()})";
        var reason = $"{node.Node.Address} left the simulation: {how}. {cure}";
        if (node.IsTester)
            node.Kernel.Abort(new InvalidOperationException(reason));
        else
            node.Kernel.Fail(FailureKind.LeftSimulation, reason, frames);
    }

    /// <summary>The frames of the present stack that are the student's, innermost first; empty where there are none.</summary>
    /// <param name="isStackFull">Whether there may be a hundred thousand frames: to find all their lines would take seconds.</param>
    public static string StudentFrames(bool isStackFull = false) => string.Join('\n', new StackTrace(!isStackFull).GetFrames()
        .Where(IsStudents)
        .Take(20)
        .Select(f => $"   at {Place(f)}"));

    /// <summary>Whether a frame is neither the base library's nor ours.</summary>
    public static bool IsStudents(StackFrame frame) =>
        frame.GetMethod()?.Module.Assembly.GetName().Name is { } name &&
        !name.StartsWith("System.", StringComparison.Ordinal) &&
        name is not ("Labs.Framework" or "Labs.Simulation" or "Labs.Testing" or "nunit.framework");

    /// <summary>A frame's method, and its file and line where they are known.</summary>
    public static string Place(StackFrame frame)
    {
        var method = frame.GetMethod();
        var (type, name) = (method?.DeclaringType, method?.Name ?? "");
        // The compiler makes types and methods for lambdas and async methods: 'Raft.<Start>d__7.MoveNext' is Raft.Start.
        for (; type?.Name.StartsWith('<') == true; type = type.DeclaringType)
            name = type.Name.StartsWith("<>", StringComparison.Ordinal) ? name : type.Name;
        name = name.TrimStart('<').Split('>')[0];
        var line = frame.GetFileName() is { } file ? $" in {Path.GetFileName(file)}:line {frame.GetFileLineNumber()}" : "";
        return $"{type?.Name}.{name}{line}";
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (string.Equals(eventSource.Name, "System.Diagnostics.Eventing.FrameworkEventSource", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Verbose, PoolAndTimers);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        _isHeard |= _isListening;
        if (_kernel is not { IsOver: false, Current: { IsAlive: true } node })
            return;
        var what = string.Equals(eventData.EventName, "ThreadTransferSend", StringComparison.Ordinal)
            ? "set a wall-clock timer" : "handed work to the thread pool";
        Fail(node, what, Causes);
    }
}
