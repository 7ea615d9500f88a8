using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Labs.Grader.Workers;

/// <summary>A child's own side of its pipes.</summary>
internal sealed class ChildSide : IDisposable
{
    private const int ReserveBytes = 16 * 1024 * 1024;

    // Given back when memory runs out, so that the process can still end itself properly.
    private static byte[]? _reserve = new byte[ReserveBytes];

    private readonly AnonymousPipeClientStream _input;
    private readonly AnonymousPipeClientStream _output;
    private readonly PosixSignalRegistration _interrupt;

    /// <summary>Opens both pipes.</summary>
    /// <param name="orders">The handle of the pipe that orders come from.</param>
    /// <param name="reports">The handle of the pipe that reports go to.</param>
    public ChildSide(string orders, string reports)
    {
        // Ctrl-C goes to the whole terminal; the grader alone decides what becomes of its children.
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        AppDomain.CurrentDomain.FirstChanceException += (_, raised) => EndWithoutMemory(raised.Exception);
        _input = new AnonymousPipeClientStream(PipeDirection.In, orders);
        _output = new AnonymousPipeClientStream(PipeDirection.Out, reports);
        byte[] key = new byte[FrameStream.KeyLength];
        _input.ReadExactly(key);
        Incoming = new FrameStream(_input, key);
        Outgoing = new FrameStream(_output, key);
    }

    /// <summary>What the grader wants.</summary>
    public FrameStream Incoming { get; }

    /// <summary>What it is told.</summary>
    public FrameStream Outgoing { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _interrupt.Dispose();
    }

    // The submission may catch the exception and go on: with a heap at its limit, nothing that follows would be the same twice.
    private static void EndWithoutMemory(Exception error)
    {
        if (error is not OutOfMemoryException) return;
        _reserve = null;
        Environment.Exit(WorkerExit.Memory);
    }
}
