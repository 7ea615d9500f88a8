using System.Threading.Channels;
using Labs.Framework;

namespace Labs.Simulation.Tests.Matrix;

/// <summary>All that a node's code may wait for.</summary>
internal static class Sources
{
    public static IEnumerable<Source> All => [.. ByTime, .. ByCall, .. ByTask, .. ByToken, .. ByChannel, .. Composed];

    private static IEnumerable<Source> ByTime =>
    [
        Timed("node.Delay", node => node.Delay(1.Milliseconds())),
        Timed("node.Delay with a token", async node =>
        {
            using var cancel = new CancellationTokenSource();
            await node.Delay(1.Milliseconds(), cancel.Token);
        }),
        Timed("Task.Delay on the node's clock", node => Task.Delay(1.Milliseconds(), node.Clock)),
        Timed("node.Every", node =>
        {
            var ran = new TaskCompletionSource();
            node.Every(1.Milliseconds(), () => ran.TrySetResult());
            return ran.Task;
        }),
        Timed("PeriodicTimer", async node =>
        {
            using var timer = new PeriodicTimer(1.Milliseconds(), node.Clock);
            await timer.WaitForNextTickAsync();
        }),
        Timed("second tick of a PeriodicTimer", async node =>
        {
            using var timer = new PeriodicTimer(500.Microseconds() * 2, node.Clock);
            timer.Period = 1.Milliseconds();
            await timer.WaitForNextTickAsync();
        }),
        Timed("WaitAsync running out", node => Expect<TimeoutException>(Never().WaitAsync(1.Milliseconds(), node.Clock))),
        Timed("CancellationTokenSource running out, seen by a registration", node =>
        {
            var seen = new TaskCompletionSource();
            var source = new CancellationTokenSource(1.Milliseconds(), node.Clock);
            source.Token.Register(() => seen.SetResult());
            return seen.Task;
        }),
        Timed("CancellationTokenSource running out, seen by WaitAsync", async node =>
        {
            using var source = new CancellationTokenSource(1.Milliseconds(), node.Clock);
            await Expect<OperationCanceledException>(Never().WaitAsync(source.Token));
        }),
        Timed("CancellationTokenSource running out, seen by node.Delay", async node =>
        {
            using var source = new CancellationTokenSource(1.Milliseconds(), node.Clock);
            await Expect<OperationCanceledException>(node.Delay(1.Seconds(), source.Token));
        }),
        Timed("timer of the clock", node =>
        {
            var fired = new TaskCompletionSource();
            node.Clock.CreateTimer(_ => fired.TrySetResult(), null, 1.Milliseconds(), Timeout.InfiniteTimeSpan);
            return fired.Task;
        }),
    ];

    private static IEnumerable<Source> ByCall =>
    [
        Timed("CallAsync answered", async node =>
            Assert.That(await Other(node).CallAsync(new Echo(1)), Is.EqualTo(new Echoed(1)))),
        Timed("CallAsync answered later", async node =>
            Assert.That(await Other(node).CallAsync(new SlowEcho(1)), Is.EqualTo(new Echoed(1)))),
        Timed("CallAsync to a node that is cut off", async node =>
            Assert.That(await node.Connect("far/0").CallAsync(new Echo(1)), Is.Null)),
        Timed("CallAsync running out", async node =>
            Assert.That(await Other(node).CallAsync(new NeverEcho(1), 1.Milliseconds()), Is.Null)),
    ];

    private static IEnumerable<Source> ByTask =>
    [
        Manual("TaskCompletionSource", () =>
        {
            var source = new TaskCompletionSource();
            return new(() => source.Task, source.SetResult);
        }),
        Manual("TaskCompletionSource with an exception", () =>
        {
            var source = new TaskCompletionSource();
            return new(() => Expect<FormatException>(source.Task), () => source.SetException(new FormatException()));
        }),
        Manual("TaskCompletionSource cancelled", () =>
        {
            var source = new TaskCompletionSource();
            return new(() => Expect<OperationCanceledException>(source.Task), () => source.SetCanceled());
        }),
        Manual("TaskCompletionSource set from a task", () =>
        {
            var source = new TaskCompletionSource<int>();
            return new(() => source.Task, () => source.SetFromTask(Task.FromResult(1)));
        }),
        Manual("AsyncLock", () =>
        {
            var gate = new AsyncLock();
            var held = gate.EnterAsync().Result;
            return new(async () => (await gate.EnterAsync()).Dispose(), held.Dispose);
        }),
        Manual("Progress", () =>
        {
            var seen = new TaskCompletionSource();
            IProgress<int> progress = new Progress<int>(_ => seen.SetResult());
            return new(() => seen.Task, () => progress.Report(1));
        }),
    ];

    private static IEnumerable<Source> ByToken =>
    [
        Manual("registration of a token", () =>
        {
            var cancel = new CancellationTokenSource();
            return new(() => Registered(false, cancel.Token), cancel.Cancel);
        }),
        Manual("registration of a token, in its context", () =>
        {
            var cancel = new CancellationTokenSource();
            return new(() => Registered(true, cancel.Token), cancel.Cancel);
        }),
        Manual("linked token", () =>
        {
            var cancel = new CancellationTokenSource();
            var linked = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, CancellationToken.None);
            return new(() => Expect<OperationCanceledException>(Never().WaitAsync(linked.Token)), cancel.Cancel);
        }),
        new Source("node.Delay cancelled", IsManual: true, node =>
        {
            var cancel = new CancellationTokenSource();
            return new(() => Expect<OperationCanceledException>(node.Delay(1.Seconds(), cancel.Token)), cancel.Cancel);
        }),
        new Source("PeriodicTimer cancelled", IsManual: true, node =>
        {
            var timer = new PeriodicTimer(1.Seconds(), node.Clock);
            var cancel = new CancellationTokenSource();
            return new(() => Expect<OperationCanceledException>(timer.WaitForNextTickAsync(cancel.Token)), cancel.Cancel);
        }),
        new Source("PeriodicTimer disposed", IsManual: true, node =>
        {
            var timer = new PeriodicTimer(1.Seconds(), node.Clock);
            return new(async () => await timer.WaitForNextTickAsync(), timer.Dispose);
        }),
    ];

    private static IEnumerable<Source> ByChannel =>
    [
        Manual("Channel read", () =>
        {
            var channel = Channel.CreateUnbounded<int>();
            return new(async () => await channel.Reader.ReadAsync(), () => channel.Writer.TryWrite(1));
        }),
        Manual("Channel with one reader read", () =>
        {
            var channel = Channel.CreateUnbounded<int>(new() { SingleReader = true });
            return new(async () => await channel.Reader.ReadAsync(), () => channel.Writer.TryWrite(1));
        }),
        Manual("Channel WaitToRead", () =>
        {
            var channel = Channel.CreateUnbounded<int>();
            return new(async () => await channel.Reader.WaitToReadAsync(), () => channel.Writer.TryWrite(1));
        }),
        Manual("Channel WaitToRead ended", () =>
        {
            var channel = Channel.CreateUnbounded<int>();
            return new(async () => Assert.That(await channel.Reader.WaitToReadAsync(), Is.False), () => channel.Writer.Complete());
        }),
        Manual("Channel read ended", () =>
        {
            var channel = Channel.CreateUnbounded<int>();
            return new(async () => await Expect<ChannelClosedException>(channel.Reader.ReadAsync()), () => channel.Writer.Complete());
        }),
        Manual("bounded Channel write", () =>
        {
            var channel = Channel.CreateBounded<int>(1);
            channel.Writer.TryWrite(1);
            return new(async () => await channel.Writer.WriteAsync(2), () => channel.Reader.TryRead(out _));
        }),
        Manual("bounded Channel WaitToWrite", () =>
        {
            var channel = Channel.CreateBounded<int>(1);
            channel.Writer.TryWrite(1);
            return new(async () => await channel.Writer.WaitToWriteAsync(), () => channel.Reader.TryRead(out _));
        }),
        Manual("bounded Channel read", () =>
        {
            var channel = Channel.CreateBounded<int>(1);
            return new(async () => await channel.Reader.ReadAsync(), () => channel.Writer.TryWrite(1));
        }),
        Manual("async iterator over a Channel", () =>
        {
            var channel = Channel.CreateUnbounded<int>();
            return new(() => First(Items(channel.Reader)), () => channel.Writer.TryWrite(1));
        }),
    ];

    private static IEnumerable<Source> Composed =>
    [
        Timed("two delays", async node =>
        {
            await node.Delay(400.Microseconds());
            await node.Delay(600.Microseconds());
        }),
        Timed("Task.Yield between delays", async node =>
        {
            await node.Delay(1.Milliseconds());
            await Task.Yield();
            await Task.Yield();
        }),
        Timed("WhenAll of delays", node => Task.WhenAll(node.Delay(300.Microseconds()), node.Delay(1.Milliseconds()))),
        Timed("WhenAny of delays", node => Task.WhenAny(node.Delay(2.Milliseconds()), node.Delay(1.Milliseconds()))),
        Timed("WhenAny of WhenAll of calls", node => Task.WhenAny(
            Task.WhenAll(Other(node).CallAsync(new Echo(1)), Other(node).CallAsync(new Echo(2))),
            Task.WhenAll(Other(node).CallAsync(new NeverEcho(1))))),
        Timed("async ValueTask", async node => await Valued(node)),
        Timed("Unwrapped task of a task", async node => await await Task.FromResult(node.Delay(1.Milliseconds()))),
        Timed("async iterator of delays", node => First(Delays(node))),
        Timed("await using after a delay", async node =>
        {
            await using var _ = new Farewell(node);
        }),
    ];

    private static Source Timed(string name, Func<INode, Task> wait) => new(name, IsManual: false, node => new(() => wait(node)));

    private static Source Manual(string name, Func<Pending> begin) => new(name, IsManual: true, _ => begin());

    private static IPeer Other(INode node) => node.Others[0];

    private static Task Never() => new TaskCompletionSource().Task;

    private static async ValueTask Valued(INode node) => await node.Delay(1.Milliseconds());

    private static async Task Registered(bool useContext, CancellationToken token)
    {
        var seen = new TaskCompletionSource();
        await using var registration = token.Register(() => seen.SetResult(), useContext);
        await seen.Task;
    }

    private static async Task Expect<TException>(Task task)
        where TException : Exception
    {
        try
        {
            await task;
        }
        catch (TException)
        {
            return;
        }

        throw new AssertionException($"{typeof(TException).Name} was expected.");
    }

    private static async Task Expect<TException>(ValueTask<int> task)
        where TException : Exception => await Expect<TException>(Own(task));

    private static async Task Expect<TException>(ValueTask<bool> task)
        where TException : Exception => await Expect<TException>(Own(task));

    private static async Task Own<T>(ValueTask<T> task) => await task;

    private static async IAsyncEnumerable<int> Delays(INode node)
    {
        await node.Delay(1.Milliseconds());
        yield return 1;
    }

    private static async IAsyncEnumerable<int> Items(ChannelReader<int> reader)
    {
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out var item))
                yield return item;
        }
    }

    private static async Task First(IAsyncEnumerable<int> items)
    {
        await foreach (var _ in items)
            return;
    }

    private sealed class Farewell(INode node) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await node.Delay(1.Milliseconds());
    }
}
