using System.Runtime.CompilerServices;
using Labs.Framework;

namespace Labs.Simulation.Tests.Leaving;

/// <summary>Trials run at once in one process. Where they meet in a lock, of the base library's or of a static, one waits, and that is
/// nobody's fault.</summary>
public sealed class ContentionTests
{
    private static readonly object Gate = new();
    private static readonly Lock NewGate = new();

    private static IEnumerable<TestCaseData> Locks =>
    [
        Case("lock of an object", hold =>
        {
            lock (Gate)
                hold();
        }),
        Case("lock of a Lock", hold =>
        {
            lock (NewGate)
                hold();
        }),
        Case("Monitor.TryEnter", hold =>
        {
            Assert.That(Monitor.TryEnter(Gate, 10_000), Is.True);
            hold();
            Monitor.Exit(Gate);
        }),
        Case("synchronized method", Synchronized),
        Case("type initializer", hold =>
        {
            Shared.Hold ??= hold;
            RuntimeHelpers.RunClassConstructor(typeof(Slow).TypeHandle);
        }),
        Case("Lazy", hold =>
        {
            Lazily.Hold ??= hold;
            _ = Lazily.Value.Value;
        }),
        Case("synchronized writer", hold => Shared.Writer.Write(new Held(hold))),
    ];

    [TestCaseSource(nameof(Locks))]
    public void A_node_may_wait_for_a_lock_that_another_thread_holds(Action<Action> enter)
    {
        using var isHeld = new ManualResetEventSlim();
        var other = new Thread(() => enter(() =>
        {
            isHeld.Set();
            // Long enough that the node comes to wait, and not only to spin.
            Thread.Sleep(100);
        }));
        other.Start();
        isHeld.Wait();
        var hasEntered = false;
        var result = Worlds.RunOne(async node =>
        {
            await node.Delay(1.Milliseconds());
            enter(() => { });
            hasEntered = true;
        });
        other.Join();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(hasEntered, Is.True);
        }
    }

    private static TestCaseData Case(string name, Action<Action> enter) => new TestCaseData(enter).SetArgDisplayNames(name);

    [MethodImpl(MethodImplOptions.Synchronized)]
    private static void Synchronized(Action hold) => hold();

    private static class Slow
    {
        static Slow() => Shared.Hold!();
    }

    private static class Shared
    {
        public static Action? Hold { get; set; }

        public static TextWriter Writer { get; } = TextWriter.Synchronized(new StringWriter());
    }

    private static class Lazily
    {
        public static Action? Hold { get; set; }

        public static Lazy<int> Value { get; } = new(() =>
        {
            Hold!();
            return 1;
        });
    }

    private sealed class Held(Action hold)
    {
        public override string ToString()
        {
            hold();
            return "";
        }
    }
}
