using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;

namespace Labs.Grader.Workers;

/// <summary>Starts processes of the grader's own program, with nothing of the user's surroundings.</summary>
internal static class ChildStart
{
    // A process inherits every pipe end that is open for inheritance when it starts: were another's open then, it would hold them
    // too, and that other's death would go unnoticed. So pipes are made where the process is started, one at a time.
    private static readonly Lock Starting = new();

    // Beside the reserve that lets a child end itself properly, a runtime needs some memory of its own to start: with less it dies
    // before it can say of what.
    private const long MemoryLeast = 48L * 1024 * 1024;

    // What a child may know of where it runs: enough to find the runtime, nothing of the user.
    private static readonly string[] InheritedVariables =
        ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    /// <summary>Starts a child.</summary>
    /// <param name="verb">The hidden verb that says what it is.</param>
    /// <param name="memory">How large its heap may grow, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">No runtime starts with so little memory.</exception>
    /// <returns>The process, the pipe that it reads, and the one that it writes.</returns>
    public static (Process Process, AnonymousPipeServerStream Orders, AnonymousPipeServerStream Reports) Start(string verb, long memory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, MemoryLeast);
        lock (Starting)
        {
            var orders = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var reports = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            string[] arguments = [verb, orders.GetClientHandleAsString(), reports.GetClientHandleAsString()];
            var process = Process.Start(Command(arguments, memory)) ?? throw new InvalidOperationException("no worker could be started");
            orders.DisposeLocalCopyOfClientHandle();
            reports.DisposeLocalCopyOfClientHandle();
            process.StandardInput.Close();
            return (process, orders, reports);
        }
    }

    private static ProcessStartInfo Command(string[] arguments, long memory)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("the grader can't tell where it lies");
        string own = typeof(ChildStart).Assembly.Location;
        bool isHosted = Path.GetFileNameWithoutExtension(program) != Path.GetFileNameWithoutExtension(own);
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
        // Where methods are compiled anew once they are hot, what is inlined changes, and with it the stack that an exception tells of:
        // code could see how long its process has run, and what it sends or decides by a stack would differ from run to run.
        if (arguments[0] == WorkerProcess.Verb) command.Environment["DOTNET_TieredCompilation"] = "0";
        command.Environment["DOTNET_GCHeapHardLimit"] = memory.ToString("x", CultureInfo.InvariantCulture);
        return command;
    }
}
