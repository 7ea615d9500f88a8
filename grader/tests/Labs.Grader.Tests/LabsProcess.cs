using System.Diagnostics;

namespace Labs.Grader.Tests;

/// <summary>Runs the grader as its users do: the built program, with the labs that lie beside these tests.</summary>
internal sealed class LabsProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private LabsProcess(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "labs.exe" : "labs");
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment["LABS_ROOT"] = Root;
        // These tests may be part of a job themselves, whose log is not theirs.
        start.Environment.Remove("GITHUB_ACTIONS");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The folder that has the tests' own labs.</summary>
    public static string Root { get; } = Path.Combine(Labs.Testing.Repository.RootAbove(AppContext.BaseDirectory)!, "grader", "tests");

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Runs the grader to its end.</summary>
    public static Outcome Run(params string[] arguments) => RunIn(Root, arguments);

    /// <summary>Runs the grader to its end, in a folder.</summary>
    public static Outcome RunIn(string folder, params string[] arguments)
    {
        using var labs = new LabsProcess(folder, arguments);
        return labs.End();
    }

    /// <summary>Runs the grader to its end, in a folder and with these variables.</summary>
    public static Outcome RunWith((string Name, string Value)[] environment, string folder, params string[] arguments)
    {
        using var labs = new LabsProcess(folder, arguments, environment);
        return labs.End();
    }

    /// <summary>Starts the grader.</summary>
    public static LabsProcess Start(string folder, params string[] arguments) => new(folder, arguments);

    /// <summary>Waits for the end.</summary>
    public Outcome End()
    {
        Assert.That(_process.WaitForExit(Patience), Is.True, "the grader did not end");
        return new Outcome(_process.ExitCode, _output.GetAwaiter().GetResult(), _error.GetAwaiter().GetResult());
    }

    /// <summary>Sends a signal by name.</summary>
    public void Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        kill.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>How a run of the grader ended.</summary>
    internal sealed record Outcome(int Status, string Output, string Error);
}
