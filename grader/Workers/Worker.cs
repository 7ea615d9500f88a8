using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Labs.Grader.Workers;

/// <summary>The worker's own side: takes orders from a pipe and answers each with a report.</summary>
internal static class Worker
{
    private const int ReserveBytes = 16 * 1024 * 1024;

    // Given back when memory runs out, so that the process can still end itself properly.
    private static byte[]? _reserve = new byte[ReserveBytes];

    /// <summary>Runs trials until the grader wants no more.</summary>
    /// <param name="orders">The handle of the pipe that orders come from.</param>
    /// <param name="reports">The handle of the pipe that reports go to.</param>
    /// <returns>The process's exit status.</returns>
    public static int Run(string orders, string reports)
    {
        // Ctrl-C goes to the whole terminal; the grader alone decides what becomes of its workers.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        AppDomain.CurrentDomain.FirstChanceException += (_, raised) => EndWithoutMemory(raised.Exception);

        using var input = new AnonymousPipeClientStream(PipeDirection.In, orders);
        using var output = new AnonymousPipeClientStream(PipeDirection.Out, reports);
        byte[] key = new byte[FrameStream.KeyLength];
        input.ReadExactly(key);
        var incoming = new FrameStream(input, key);
        var outgoing = new FrameStream(output, key);
        if (incoming.Read<WorkerJob>() is not { } job) return WorkerExit.Done;

        var inbox = new OrderInbox(incoming);
        var bench = new Bench(job);
        while (true)
            outgoing.Write(bench.Answer(inbox.Take()));
    }

    // The submission may catch the exception and go on: with a heap at its limit, nothing that follows would be the same twice.
    private static void EndWithoutMemory(Exception error)
    {
        if (error is not OutOfMemoryException) return;
        _reserve = null;
        Environment.Exit(WorkerExit.Memory);
    }
}
