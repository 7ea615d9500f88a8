using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using System.Security.Cryptography;

namespace Labs.Grader.Workers;

/// <summary>A process of the grader's own program, seen from the grader: it takes messages and answers each with a report, over pipes
/// of its own. Its console is kept apart.</summary>
internal sealed class ChildProcess<TReport> : IDisposable
    where TReport : class
{
    private readonly AnonymousPipeServerStream _orders;
    private readonly AnonymousPipeServerStream _reports;
    private readonly BlockingCollection<TReport> _received = [];
    private readonly FrameStream _outgoing;
    private readonly Process _process;
    private readonly ProcessOutput _output;

    /// <summary>Starts a child.</summary>
    /// <param name="verb">The hidden verb that says what it is.</param>
    /// <param name="memory">How large its heap may grow, in bytes.</param>
    public ChildProcess(string verb, long memory)
    {
        (_process, _orders, _reports) = ChildStart.Start(verb, memory);
        _output = new ProcessOutput(_process.StandardOutput, _process.StandardError);
        byte[] key = RandomNumberGenerator.GetBytes(FrameStream.KeyLength);
        _outgoing = new FrameStream(_orders, key);
        new Thread(() => Receive(new FrameStream(_reports, key))) { IsBackground = true, Name = "worker reports" }.Start();
        Try(() => _orders.Write(key));
    }

    /// <summary>Whether no report will come any more.</summary>
    public bool HasClosed => _received.IsCompleted;

    /// <summary>What it printed.</summary>
    public string Output => _output.ToString();

    /// <summary>How much of the processors' time it has used so far; what was seen last once it is gone.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            try
            {
                _process.Refresh();
                field = _process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                // It has ended.
            }

            return field;
        }
    }

    /// <summary>Sends a message. A child that dies meanwhile is found dead when its report is awaited.</summary>
    public void Send<T>(T message) => Try(() => _outgoing.Write(message));

    /// <summary>Waits for a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="limit">How long to wait, by the wall clock.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Whether one came.</returns>
    public bool TryTake([NotNullWhen(true)] out TReport? report, TimeSpan limit, CancellationToken cancel) =>
        _received.TryTake(out report, (int)limit.TotalMilliseconds, cancel);

    /// <summary>Ends the process and all that it started.</summary>
    /// <returns>Its exit status.</returns>
    public int Kill()
    {
        // What ends by itself has closed its pipe just before: its own status tells more than that of a kill.
        if (_received.IsCompleted && _process.WaitForExit(TimeSpan.FromSeconds(1))) return _process.ExitCode;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            return _process.ExitCode;
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _orders.Dispose();
        Kill();
        _reports.Dispose();
        _process.Dispose();
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
        }
    }

    private void Receive(FrameStream incoming)
    {
        try
        {
            while (incoming.Read<TReport>() is { } report)
                _received.Add(report);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ObjectDisposedException)
        {
            // Whatever wrote this, the child is not to be believed any more.
        }
        finally
        {
            _received.CompleteAdding();
        }
    }
}
