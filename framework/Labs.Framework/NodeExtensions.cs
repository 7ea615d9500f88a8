namespace Labs.Framework;

/// <summary>What follows from a node's own members, written once.</summary>
public static class NodeExtensions
{
    /// <summary>Runs an action again and again: first after one period, then a period after each run.</summary>
    /// <param name="node">The node.</param>
    /// <param name="period">The time between two runs, by the node's clock. Must be positive.</param>
    /// <param name="action">What to run. It must not wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is zero or negative.</exception>
    public static void Every(this INode node, TimeSpan period, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        node.Every(period, () =>
        {
            action();
            return Task.CompletedTask;
        });
    }

    /// <summary>Runs an action again and again: first after one period, then a period after each run has ended.</summary>
    /// <param name="node">The node.</param>
    /// <param name="period">The time between two runs, by the node's clock. Must be positive.</param>
    /// <param name="action">What to run. The next period begins when its task has completed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is zero or negative.</exception>
    public static void Every(this INode node, TimeSpan period, Func<Task> action)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        node.Start(async () =>
        {
            while (true)
            {
                await node.Delay(period);
                await action();
            }
        });
    }
}
