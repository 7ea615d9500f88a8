#pragma warning disable // What every analyzer would forbid is what is tried here.
using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using Labs.Framework;

namespace Labs.Simulation.Tests.Leaving;

/// <summary>The ways out of the simulation that compile.</summary>
internal static class WaysOut
{
    public static IEnumerable<WayOut> ToThePool =>
    [
        new("Task.Run of an action", node => Task.Run(() => { })),
        new("Task.Run of a function", node => Task.Run(() => 1)),
        new("Task.Run of an async function", node => Task.Run(() => node.Delay(1.Milliseconds()))),
        new("Task.Run with a token", node => Task.Run(() => { }, new CancellationTokenSource().Token)),
        new("Task.Run dropped", async node => _ = Task.Run(() => node.Delay(1.Milliseconds()))),
        new("Task.Factory.StartNew", node => Task.Factory.StartNew(() => { })),
        new("Task.Start", async node => new Task(() => { }).Start()),
        new("ThreadPool.QueueUserWorkItem", async node => ThreadPool.QueueUserWorkItem(_ => { })),
        new("ThreadPool.UnsafeQueueUserWorkItem", async node => ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null)),
        new("Parallel.For", async node => Parallel.For(0, 100, _ => { })),
        new("Parallel.ForEachAsync", node => Parallel.ForEachAsync([1, 2, 3], async (_, _) => await node.Delay(1.Milliseconds()))),
        new("Parallel.Invoke", async node => Parallel.Invoke(() => { }, () => { })),
        new("PLINQ", async node => Enumerable.Range(0, 100).AsParallel().WithDegreeOfParallelism(2).Sum()),
        new("ContinueWith on a completed task", node => Task.CompletedTask.ContinueWith(_ => { })),
        new("ForceYielding", async node => await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding)),
        new("CancelAsync", node =>
        {
            var cancel = new CancellationTokenSource();
            cancel.Token.Register(() => { });
            return cancel.CancelAsync();
        }),
        new("BufferBlock", async node =>
        {
            var block = new ActionBlock<int>(_ => { });
            block.Post(1);
        }),
    ];

    public static IEnumerable<WayOut> ToTimers =>
    [
        new("Task.Delay", node => Task.Delay(1)),
        new("Task.Delay of a TimeSpan", node => Task.Delay(1.Milliseconds())),
        new("Task.Delay with a token", node => Task.Delay(1, new CancellationTokenSource().Token)),
        new("Timer", async node => new Timer(_ => { }, null, 1, 1)),
        new("Timer set later", async node => new Timer(_ => { }).Change(1, 1)),
        new("timer of the system's clock", async node =>
            TimeProvider.System.CreateTimer(_ => { }, null, 1.Milliseconds(), 1.Milliseconds())),
        new("System.Timers.Timer", async node => new System.Timers.Timer(1).Start()),
        new("PeriodicTimer without a clock", async node => await new PeriodicTimer(1.Milliseconds()).WaitForNextTickAsync()),
        new("CancellationTokenSource with a time", async node => new CancellationTokenSource(1)),
        new("CancelAfter", async node => new CancellationTokenSource().CancelAfter(1)),
        new("CancelAfter of a linked source", async node =>
            CancellationTokenSource.CreateLinkedTokenSource(CancellationToken.None).CancelAfter(1)),
        new("WaitAsync without a clock", node => node.Delay(1.Milliseconds()).WaitAsync(50.Milliseconds())),
        new("SemaphoreSlim with a time", node => new SemaphoreSlim(0).WaitAsync(50)),
        new("SemaphoreSlim with a TimeSpan", node => new SemaphoreSlim(0).WaitAsync(50.Milliseconds())),
    ];

    /// <summary>Sources that resume on the pool where they are combined, or at once.</summary>
    public static IEnumerable<WayOut> ToOtherSchedulers =>
    [
        .. Combined("TaskCompletionSource that runs continuations asynchronously", node =>
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Later(node, source.SetResult);
            return source.Task;
        }),
        .. Combined("SemaphoreSlim", node =>
        {
            var semaphore = new SemaphoreSlim(0);
            Later(node, () => semaphore.Release());
            return semaphore.WaitAsync();
        }),
        .. Combined("AsTask of a Channel's read", node =>
        {
            var channel = Channel.CreateUnbounded<int>();
            Later(node, () => channel.Writer.TryWrite(1));
            return channel.Reader.ReadAsync().AsTask();
        }),
        new("AsTask of a Channel's read, awaited", async node =>
        {
            var channel = Channel.CreateUnbounded<int>();
            Later(node, () => channel.Writer.TryWrite(1));
            await channel.Reader.ReadAsync().AsTask();
        }),
        .. Combined("AsTask of a Channel's WaitToRead", node =>
        {
            var channel = Channel.CreateUnbounded<int>();
            Later(node, () => channel.Writer.TryWrite(1));
            return channel.Reader.WaitToReadAsync().AsTask();
        }),
        .. Combined("Completion of a Channel", node =>
        {
            var channel = Channel.CreateUnbounded<int>();
            Later(node, () => channel.Writer.Complete());
            return channel.Reader.Completion;
        }),
        new("ConfigureAwait(false) on a TaskCompletionSource", async node =>
        {
            var source = new TaskCompletionSource();
            Later(node, source.SetResult);
            await source.Task.ConfigureAwait(false);
        }),
        new("ConfigureAwait(false) on an async method of one's own", async node => await Own(node).ConfigureAwait(false)),
        new("await without a context", async node =>
        {
            SynchronizationContext.SetSynchronizationContext(null);
            await Task.Yield();
        }),
    ];

    public static IEnumerable<WayOut> InTheBaseLibrary =>
    [
        new("SemaphoreSlim with a token", async node =>
        {
            var semaphore = new SemaphoreSlim(0);
            Later(node, () => semaphore.Release());
            await semaphore.WaitAsync(new CancellationTokenSource().Token);
        }),
        new("ReadAllAsync", async node =>
        {
            var channel = Channel.CreateUnbounded<int>();
            Later(node, () => channel.Writer.TryWrite(1));
            await foreach (var _ in channel.Reader.ReadAllAsync())
                return;
        }),
        new("WhenEach", async node =>
        {
            var source = new TaskCompletionSource();
            Later(node, source.SetResult);
            await foreach (var _ in Task.WhenEach(source.Task))
                return;
        }),
        new("cancelled read of a Channel", async node =>
        {
            var channel = Channel.CreateUnbounded<int>();
            var cancel = new CancellationTokenSource();
            Later(node, cancel.Cancel);
            await channel.Reader.ReadAsync(cancel.Token);
        }),
        new("file read", async node => await File.ReadAllTextAsync("/proc/self/stat")),
        new("file write", async node => await File.WriteAllTextAsync("/dev/null", "text")),
    ];

    /// <summary>Here a delay or a call of the node's completes, and none of its own code is on the stack.</summary>
    public static IEnumerable<WayOut> WithoutALine =>
    [
        new("ConfigureAwait(false) on a delay", async node => await node.Delay(1.Milliseconds()).ConfigureAwait(false)),
        new("ConfigureAwait(false) on a call", async node => await node.Connect("n/0").CallAsync(new Echo(1)).ConfigureAwait(false)),
        new("ConfigureAwait(false) on WhenAll", async node => await Task.WhenAll(node.Delay(1.Milliseconds())).ConfigureAwait(false)),
        new("ConfigureAwait(false) on WaitAsync", async node =>
            await node.Delay(1.Milliseconds()).WaitAsync(5.Milliseconds(), node.Clock).ConfigureAwait(false)),
        new("ForceYielding on a delay", async node =>
            await node.Delay(1.Milliseconds()).ConfigureAwait(ConfigureAwaitOptions.ForceYielding)),
        new("ContinueWith on a delay", node => node.Delay(1.Milliseconds()).ContinueWith(_ => { })),
        new("delay without a context", async node =>
        {
            SynchronizationContext.SetSynchronizationContext(null);
            await node.Delay(1.Milliseconds());
        }),
    ];

    /// <summary>What looks as dangerous, but runs on in the node after 1 ms.</summary>
    public static IEnumerable<WayOut> Harmless =>
    [
        new("TaskCompletionSource that runs continuations asynchronously, awaited", async node =>
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Later(node, source.SetResult);
            await source.Task;
        }),
        new("SemaphoreSlim, awaited", async node =>
        {
            var semaphore = new SemaphoreSlim(0);
            Later(node, () => semaphore.Release());
            await semaphore.WaitAsync();
        }),
        new("SemaphoreSlim with a time, free", async node =>
        {
            await node.Delay(1.Milliseconds());
            await new SemaphoreSlim(1).WaitAsync(50);
        }),
        new("Completion of a Channel, awaited", async node =>
        {
            var channel = Channel.CreateUnbounded<int>();
            Later(node, () => channel.Writer.Complete());
            await channel.Reader.Completion;
        }),
        new("Channel with synchronous continuations", async node =>
        {
            var channel = Channel.CreateUnbounded<int>(new() { AllowSynchronousContinuations = true });
            Later(node, () => channel.Writer.TryWrite(1));
            await channel.Reader.ReadAsync();
        }),
        new("ReadAllAsync of what is there", async node =>
        {
            await node.Delay(1.Milliseconds());
            var channel = Channel.CreateUnbounded<int>();
            channel.Writer.TryWrite(1);
            await foreach (var _ in channel.Reader.ReadAllAsync())
                return;
        }),
        new("ConfigureAwait(false) on a completed task", async node =>
        {
            await node.Delay(1.Milliseconds());
            await Task.CompletedTask.ConfigureAwait(false);
        }),
        new("ContinueWith in the present context", node =>
            node.Delay(1.Milliseconds()).ContinueWith(_ => { }, TaskScheduler.FromCurrentSynchronizationContext())),
        new("ContinueWith that executes synchronously", node =>
            node.Delay(1.Milliseconds()).ContinueWith(_ => { }, TaskContinuationOptions.ExecuteSynchronously)),
        new("AsyncEnumerable", async node => await Items(node).Select(x => x + 1).FirstAsync()),
        new("Result of a completed task", async node =>
        {
            var delay = node.Delay(1.Milliseconds());
            await delay;
            delay.Wait();
        }),
        new("lock", async node =>
        {
            await node.Delay(1.Milliseconds());
            lock (new object())
                node.Log("inside");
        }),
    ];

    /// <summary>Another thread that does something of the node's; it has done it when the call returns.</summary>
    public static IEnumerable<WayOut> FromAnotherThread =>
    [
        new("completes a task that the node awaits", node =>
        {
            var source = new TaskCompletionSource();
            Later(node, () => OnThread(source.SetResult));
            return source.Task;
        }),
        new("delays", async node => OnThread(() => node.Delay(1.Milliseconds()))),
        new("starts", async node => OnThread(() => node.Start(() => Task.CompletedTask))),
        new("saves", async node => OnThread(() => node.Persister.Save(new Echoed(1)))),
        new("calls", async node => OnThread(() => node.Connect("n/0").CallAsync(new Echo(1)))),
        new("logs", async node => OnThread(() => node.Log("foreign"))),
        new("handles", async node => OnThread(() => node.Handle((SlowEcho e) => new Echoed(1)))),
    ];

    public static IEnumerable<WayOut> ByBlocking =>
    [
        new("Wait", async node => node.Delay(1.Milliseconds()).Wait()),
        new("Wait with a time", async node => node.Delay(1.Milliseconds()).Wait(1000)),
        new("Result", async node => _ = new TaskCompletionSource<int>().Task.Result),
        new("GetResult", async node => node.Delay(1.Milliseconds()).GetAwaiter().GetResult()),
        new("Wait after an await", async node =>
        {
            await node.Delay(1.Milliseconds());
            node.Delay(1.Milliseconds()).Wait();
        }),
        new("Wait swallowed", async node =>
        {
            try
            {
                node.Delay(1.Milliseconds()).Wait();
            }
            catch (Exception)
            {
                await node.Delay(1.Milliseconds());
            }
        }),
        new("Task.WaitAll", async node => Task.WaitAll(node.Delay(1.Milliseconds()))),
        new("Task.WaitAny", async node => Task.WaitAny(node.Delay(1.Milliseconds()))),
        new("Monitor.Wait", async node =>
        {
            var gate = new object();
            lock (gate)
                Monitor.Wait(gate);
        }),
        new("ManualResetEventSlim", async node => new ManualResetEventSlim().Wait()),
        new("ManualResetEvent", async node => new ManualResetEvent(false).WaitOne()),
        new("WaitHandle.WaitAny", async node => WaitHandle.WaitAny([new ManualResetEvent(false)])),
        new("SemaphoreSlim.Wait", async node => new SemaphoreSlim(0).Wait()),
        new("CountdownEvent", async node => new CountdownEvent(1).Wait()),
        new("BlockingCollection", async node => new System.Collections.Concurrent.BlockingCollection<int>().Take()),
        new("Thread.Join", async node =>
        {
            var thread = new Thread(() => Thread.Sleep(1000)) { IsBackground = true };
            thread.Start();
            thread.Join();
        }),
        new("timer callback that blocks", async node =>
        {
            node.Clock.CreateTimer(_ => node.Delay(1.Milliseconds()).Wait(), null, 1.Milliseconds(), Timeout.InfiniteTimeSpan);
            await node.Delay(5.Milliseconds());
        }),
    ];

    private static IEnumerable<WayOut> Combined(string name, Func<INode, Task> source) =>
    [
        new($"{name}, in WhenAny", node => Task.WhenAny(source(node), node.Delay(50.Milliseconds()))),
        new($"{name}, in WhenAll", node => Task.WhenAll(source(node), node.Delay(500.Microseconds()))),
        new($"{name}, in WaitAsync", node => source(node).WaitAsync(50.Milliseconds(), node.Clock)),
    ];

    private static void Later(INode node, Action act) => node.Start(async () =>
    {
        await node.Delay(1.Milliseconds());
        act();
    });

    private static void OnThread(Action act)
    {
        var isDone = false;
        new Thread(() =>
        {
            act();
            Volatile.Write(ref isDone, true);
        }).Start();
        while (!Volatile.Read(ref isDone))
            Thread.Yield();
    }

    private static async Task Own(INode node) => await node.Delay(1.Milliseconds());

    private static async IAsyncEnumerable<int> Items(INode node)
    {
        await node.Delay(1.Milliseconds());
        yield return 1;
    }
}
