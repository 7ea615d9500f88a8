using System.Diagnostics;
using Labs.Grader.Workers;

namespace Labs.Grader.Compiling;

/// <summary>Compiles submissions in a process of its own, which stays for the next one: a source that crashes, stalls or floods the
/// compiler does not compile, and costs only that process.</summary>
internal sealed class Compiler(CompilerLimits limits) : IDisposable
{
    /// <summary>The hidden verb that starts the process.</summary>
    public const string Verb = "compiler";

    // How often the processor's time is looked at.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private ChildProcess<CompileReport>? _process;

    /// <summary>Reads, compiles and verifies a submission; one at a time.</summary>
    /// <exception cref="InputException">It is missing, is not what a submission may be, or does not compile.</exception>
    public CheckedSubmission Check(CompileOrder order, CancellationToken cancel)
    {
        CompileReport report;
        lock (_lock)
            report = Await(order, cancel);
        if (report.Refused is { } refused) throw new InputException(refused);
        return report.Submission ?? throw new GraderException($"the submission could not be compiled: {report.Broken}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process?.Dispose();
        _process = null;
    }

    private CompileReport Await(CompileOrder order, CancellationToken cancel)
    {
        var process = _process ??= new ChildProcess<CompileReport>(Verb, limits.Memory);
        var before = process.ProcessorTime;
        var watch = Stopwatch.StartNew();
        bool isDone = false;
        try
        {
            process.Send(order);
            while (true)
            {
                if (process.TryTake(out var report, Glance, cancel))
                {
                    isDone = true;
                    return report;
                }

                if (process.HasClosed) return DoesNotCompile(Death(process.Kill()));
                if (process.ProcessorTime - before > limits.Processor)
                    return DoesNotCompile($"the compiler was not done with it after {limits.Processor.TotalSeconds:0.###} s of a processor's time");
                if (watch.Elapsed > limits.Wall)
                    return DoesNotCompile($"the compiler was not done with it after {limits.Wall.TotalSeconds:0.###} s");
            }
        }
        finally
        {
            if (!isDone) Dispose();
        }
    }

    private string Death(int status) => status == WorkerExit.Memory
        ? $"the compiler used more than {limits.Memory / (1024 * 1024)} MB of memory on it"
        : $"the compiler crashed on it (exit status {status}), as on code that is nested thousands deep";

    private static CompileReport DoesNotCompile(string why) => new(Refused: $"the submission does not compile: {why}");
}
