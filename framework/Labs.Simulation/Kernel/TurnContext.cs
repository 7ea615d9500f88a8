using System.Diagnostics;

namespace Labs.Simulation;

/// <summary>The context of one event.</summary>
/// <remarks>A fresh object for each event, on purpose: the base library runs a continuation inline only where the captured context
/// is the current object. So completing a task never runs another activity inside the completing one, code between two awaits is
/// atomic, and each resumption is an event that the seed can order.</remarks>
internal sealed class TurnContext : SynchronizationContext
{
    private readonly Incarnation _owner;

    public TurnContext(Incarnation owner)
    {
        _owner = owner;
        // Blocking calls then ask this context to wait, which is how they are found.
        SetWaitNotificationRequired();
    }

    public override void Post(SendOrPostCallback d, object? state) => _owner.Post(d, state);

    /// <summary>Runs a callback at once; a token's registration that keeps to its context does this.</summary>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (_owner.Kernel.Current != _owner)
            throw new NotSupportedException("A node has one logical thread; nothing can be sent to it from outside.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
    {
        if (IsLockContention(new StackTrace(1)))
            return WaitHelper(waitHandles, waitAll, millisecondsTimeout);

        if (_owner.IsAlive)
            Leak.Fail(_owner, "blocked its thread", "Use await instead of .Result, .Wait() and the like.");
        // A wait that is never fulfilled would hang the trial; the verdict stands already.
        throw new InvalidOperationException("A node must not block its thread: use await.");
    }

    /// <summary>The base library's own locks may be held by another trial's thread; waiting for them is no one's fault.</summary>
    private static bool IsLockContention(StackTrace stack) =>
        stack.GetFrames().Select(f => f.GetMethod()).Any(m =>
            m?.DeclaringType == typeof(Lock) ||
            (m?.DeclaringType == typeof(Monitor) && !m.Name.Contains("Wait", StringComparison.Ordinal)));
}
