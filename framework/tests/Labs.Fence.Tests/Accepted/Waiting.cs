using System.Threading.Channels;
using Labs.Framework;

namespace Student;

/// <summary>Every way of waiting that stays on the node's thread.</summary>
public sealed class Waiting(INode node) : IDisposable
{
    private readonly Channel<int> _channel = Channel.CreateUnbounded<int>();
    private readonly Channel<string> _bounded = Channel.CreateBounded<string>(new BoundedChannelOptions(5) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly AsyncLock _lock = new();
    private readonly Lock _pointless = new();
    private int _count;

    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    public async Task<int> First(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        var slow = Slow();
        var limit = node.Delay(1.Seconds(), either.Token);
        if (await Task.WhenAny(slow, limit) == limit)
            either.Cancel();
        return await slow.WaitAsync(2.Seconds(), node.Clock, cancel);
    }

    public async Task Loop()
    {
        while (await _channel.Reader.WaitToReadAsync())
        {
            while (_channel.Reader.TryRead(out int next))
                _count += next;
        }

        await _channel.Writer.WriteAsync(await _channel.Reader.ReadAsync(_stop.Token));
        await _bounded.Writer.WriteAsync("text");
        _channel.Writer.TryComplete();
        using (await _lock.EnterAsync())
            await Task.Yield();
        lock (_pointless)
            _count++;
        lock (_channel)
            Interlocked.Increment(ref _count);
    }

    public async Task Done()
    {
        var done = new TaskCompletionSource<int>();
        node.Start(async () =>
        {
            await node.Delay(10.Milliseconds());
            done.TrySetResult(1);
        });
        using var registration = _stop.Token.Register(() => done.TrySetCanceled());
        int result = await done.Task;
        await Task.WhenAll(Task.FromResult(result), Task.CompletedTask, done.Task);
        await foreach (int number in Numbers().WithCancellation(_stop.Token))
            _count += number;
        if (done.Task.IsCompletedSuccessfully)
            _stop.Token.ThrowIfCancellationRequested();
    }

    private async IAsyncEnumerable<int> Numbers([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int i = 0; i < 3; i++)
        {
            await node.Delay(1.Milliseconds(), cancel);
            yield return i;
        }
    }

    private async Task<int> Slow()
    {
        await node.Delay(TimeSpan.FromMilliseconds(5));
        return await ValueTask.FromResult(1);
    }
}
