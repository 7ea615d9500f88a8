using System.Diagnostics;

namespace Labs.Grader.Workers;

/// <summary>Orders that wait for a child. When the pipe ends the process ends at once, whatever it is doing: a grader that is gone
/// leaves no child behind.</summary>
internal sealed class OrderInbox<TOrder>
    where TOrder : class
{
    private readonly Queue<TOrder> _waiting = new();

    /// <summary>Starts to read orders, on a thread of its own.</summary>
    public OrderInbox(FrameStream incoming) =>
        new Thread(() => Receive(incoming)) { IsBackground = true, Name = "orders" }.Start();

    /// <summary>Waits for the next order.</summary>
    public TOrder Take()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0)
                Monitor.Wait(_waiting);
            return _waiting.Dequeue();
        }
    }

    private void Receive(FrameStream incoming)
    {
        try
        {
            while (incoming.Read<TOrder>() is { } order)
            {
                lock (_waiting)
                {
                    _waiting.Enqueue(order);
                    Monitor.Pulse(_waiting);
                }
            }
        }
        finally
        {
            // Not Environment.Exit, which waits for others.
            Process.GetCurrentProcess().Kill();
        }
    }
}
