using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Security.Cryptography;
using Labs.Simulation;

namespace Labs.Grader.Workers;

/// <summary>A process that runs trials of one submission, one at a time, seen from the grader.</summary>
/// <remarks>It can't reach the score: it gets orders and gives reports, over a pipe of its own. Its console is kept apart.</remarks>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>The hidden verb that starts a worker.</summary>
    public const string Verb = "worker";

    private const int LeftoversMost = 4;

    // A process inherits every pipe end that is open for inheritance when it starts: were another's open then, it would hold them
    // too, and that other's death would go unnoticed. So pipes are made where the process is started, one at a time.
    private static readonly Lock Starting = new();

    // What a worker may know of where it runs: enough to find the runtime, nothing of the user.
    private static readonly string[] InheritedVariables =
        ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    private readonly AnonymousPipeServerStream _orders;
    private readonly AnonymousPipeServerStream _reports;
    private readonly BlockingCollection<TrialReport> _received = [];
    private readonly FrameStream _outgoing;
    private readonly Process _process;
    private readonly ProcessOutput _output;
    private readonly long _memory;
    private int _leftovers;

    /// <summary>Starts a worker.</summary>
    /// <param name="job">What it is for.</param>
    /// <param name="memory">How large its heap may grow, in bytes.</param>
    public WorkerProcess(WorkerJob job, long memory)
    {
        _memory = memory;
        lock (Starting)
        {
            _orders = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            _reports = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            _process = Process.Start(Command(memory)) ?? throw new InvalidOperationException("no worker could be started");
            _orders.DisposeLocalCopyOfClientHandle();
            _reports.DisposeLocalCopyOfClientHandle();
        }

        _process.StandardInput.Close();
        _output = new ProcessOutput(_process.StandardOutput, _process.StandardError);
        byte[] key = RandomNumberGenerator.GetBytes(FrameStream.KeyLength);
        _outgoing = new FrameStream(_orders, key);
        new Thread(() => Receive(new FrameStream(_reports, key))) { IsBackground = true, Name = "worker reports" }.Start();
        Send(() =>
        {
            _orders.Write(key);
            _outgoing.Write(job);
        });
    }

    /// <summary>Whether another worker should run what comes next.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Runs one trial.</summary>
    /// <param name="order">The trial.</param>
    /// <param name="limit">How long to wait, by the wall clock.</param>
    /// <param name="cancel">Ends the wait; the worker is of no use then.</param>
    /// <returns>The worker's report; where the host had to end the trial, a failure of the host's kind.</returns>
    public TrialReport Run(TrialOrder order, TimeSpan limit, CancellationToken cancel)
    {
        Send(() => _outgoing.Write(order));
        bool answered;
        TrialReport? report;
        try
        {
            answered = _received.TryTake(out report, (int)limit.TotalMilliseconds, cancel);
        }
        catch (OperationCanceledException)
        {
            IsSpent = true;
            throw;
        }

        if (answered && report is not null)
        {
            Remember(report.Result?.Run.Failure?.Kind);
            return report;
        }

        IsSpent = true;
        return HostEnded.Report(order.Seed, _received.IsCompleted ? Died() : Hung(limit));
    }

    /// <summary>Ends the process and all that it started.</summary>
    public void Dispose()
    {
        _orders.Dispose();
        Kill();
        _reports.Dispose();
        _process.Dispose();
    }

    private ProcessStartInfo Command(long memory)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("the grader can't tell where it lies");
        string own = typeof(WorkerProcess).Assembly.Location;
        bool isHosted = Path.GetFileNameWithoutExtension(program) != Path.GetFileNameWithoutExtension(own);
        string[] arguments = [Verb, _orders.GetClientHandleAsString(), _reports.GetClientHandleAsString()];
        var command = new ProcessStartInfo(program, isHosted ? [own, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (string name in command.Environment.Keys.Except(InheritedVariables).ToList())
            command.Environment.Remove(name);
        command.Environment["DOTNET_gcServer"] = "0";
        command.Environment["DOTNET_gcConcurrent"] = "0";
        command.Environment["DOTNET_EnableDiagnostics"] = "0";
        command.Environment["DOTNET_GCHeapHardLimit"] = memory.ToString("x", CultureInfo.InvariantCulture);
        return command;
    }

    // A worker that dies while it is written to is found dead when its answer is awaited.
    private static void Send(Action write)
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
            while (incoming.Read<TrialReport>() is { } report)
                _received.Add(report);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ObjectDisposedException)
        {
            // Whatever wrote this, the worker is not to be believed any more.
        }
        finally
        {
            _received.CompleteAdding();
        }
    }

    // A busy loop parks its thread for good, and with it what its trial held; what was handed to the thread pool may go on for ever.
    private void Remember(FailureKind? kind)
    {
        if (kind is FailureKind.BusyLoop or FailureKind.LeftSimulation) _leftovers++;
        IsSpent |= _leftovers == LeftoversMost;
    }

    private static HostEnded Hung(TimeSpan limit) =>
        new(FailureKind.Hang, $"the trial gave no result within {limit.TotalSeconds:0.###} s of the wall clock", "");

    private HostEnded Died()
    {
        Kill();
        return _process.ExitCode == WorkerExit.Memory
            ? new(FailureKind.Memory, $"the trial used more than {_memory / (1024 * 1024)} MB of memory", "")
            : new(FailureKind.Worker, $"the process that ran the trial died (exit status {_process.ExitCode})", _output.ToString());
    }

    private void Kill()
    {
        // What ends by itself has closed its pipe just before: its own status tells more than that of a kill.
        if (_received.IsCompleted && _process.WaitForExit(TimeSpan.FromSeconds(1))) return;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            return;
        }

        _process.WaitForExit();
    }
}
