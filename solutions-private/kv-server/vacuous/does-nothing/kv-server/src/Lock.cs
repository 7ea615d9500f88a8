using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>Nobody ever gets it.</summary>
public sealed class Lock : ILock
{
    /// <summary>Does nothing.</summary>
    public Lock(INode node, IClerk clerk, string name)
    {
    }

    /// <inheritdoc/>
    public Task AcquireAsync() => new TaskCompletionSource().Task;

    /// <inheritdoc/>
    public Task ReleaseAsync() => Task.CompletedTask;
}
