using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>Everybody gets it.</summary>
public sealed class Lock : ILock
{
    /// <summary>Does nothing.</summary>
    public Lock(INode node, IClerk clerk, string name)
    {
    }

    /// <inheritdoc/>
    public Task AcquireAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReleaseAsync() => Task.CompletedTask;
}
