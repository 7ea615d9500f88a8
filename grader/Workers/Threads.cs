using System.Runtime.ExceptionServices;

namespace Labs.Grader.Workers;

/// <summary>The grader's own threads, on which it waits for workers.</summary>
internal static class Threads
{
    /// <summary>Runs the same work several times at once, and waits for all. The first error ends the others and is thrown.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(int count, Action<CancellationToken> work, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ExceptionDispatchInfo? first = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Guarded) { IsBackground = true, Name = "trials" })];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        cancel.ThrowIfCancellationRequested();
        first?.Throw();

        void Guarded()
        {
            try
            {
                work(stop.Token);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(error), null);
                stop.Cancel();
            }
        }
    }
}
