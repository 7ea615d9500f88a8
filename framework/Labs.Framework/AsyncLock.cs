namespace Labs.Framework;

/// <summary>Keeps other activities of the same node out of a section that has an <c>await</c> inside.</summary>
/// <remarks>
/// Seldom needed: code without an <c>await</c> is atomic already. Those who wait are let in by the order in which they came.
/// <code>
/// using (await _sending.EnterAsync())
/// {
///     await peer.CallAsync(...);
/// }
/// </code>
/// </remarks>
public sealed class AsyncLock
{
    private readonly Queue<TaskCompletionSource<IDisposable>> _waiting = new();
    private bool _isHeld;

    /// <summary>Waits until nobody is inside, and enters.</summary>
    /// <returns>What leaves the section when it is disposed. To dispose it again does nothing.</returns>
    public Task<IDisposable> EnterAsync()
    {
        if (!_isHeld)
        {
            _isHeld = true;
            return Task.FromResult<IDisposable>(new Section(this));
        }

        var turn = new TaskCompletionSource<IDisposable>();
        _waiting.Enqueue(turn);
        return turn.Task;
    }

    private void Leave()
    {
        if (_waiting.TryDequeue(out var next))
            next.SetResult(new Section(this));
        else
            _isHeld = false;
    }

    private sealed class Section(AsyncLock owner) : IDisposable
    {
        private AsyncLock? _owner = owner;

        public void Dispose()
        {
            _owner?.Leave();
            _owner = null;
        }
    }
}
