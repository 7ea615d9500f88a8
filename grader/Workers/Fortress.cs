using System.Runtime.InteropServices;
using Labs.Reporting;

namespace Labs.Grader.Workers;

/// <summary>Shuts the calling process in, as far as the system allows: Linux alone has the means, and they need no rights.</summary>
/// <remarks>The verifier refuses all that would need these walls. They stand for what it has missed.</remarks>
internal static class Fortress
{
    /// <summary>What an official grade needs. A network of its own is more than an ordinary user may have.</summary>
    public const Walls Needed =
        Walls.Memory | Walls.Environment | Walls.Session | Walls.Files | Walls.Programs | Walls.Tcp | Walls.Signals;

    // These two are how a worker is started.
    private const Walls AsStarted = Walls.Memory | Walls.Environment;

    // The numbers of Linux's calls that the C library has no names for; they are the same on all processors.
    private const nint CreateRuleset = 444;
    private const nint RestrictSelf = 446;

    private const uint AskVersion = 1;
    private const int NoNewPrivileges = 38;
    private const int NewNetwork = 0x40000000;

    // The kinds of access in <linux/landlock.h>: to run a file; to write, remove, make, move, cut one.
    private const ulong RunFile = 1;
    private const ulong ChangeFiles = 0x1FF2;
    private const ulong MoveFiles = 0x2000;
    private const ulong CutFiles = 0x4000;
    private const ulong BindAndConnect = 3;
    private const ulong SocketsAndSignals = 3;

    /// <summary>Raises the walls, for the calling thread and all that it starts from now on. No submission is loaded yet, so that it
    /// has no other thread.</summary>
    /// <returns>Those that are up.</returns>
    public static Walls Raise()
    {
        if (!OperatingSystem.IsLinux()) return AsStarted;
        return (StartSession() > 0 ? AsStarted | Walls.Session : AsStarted) | ShutThread();
    }

    /// <summary>Finds out which walls this system would give a worker, by a thread that ends behind them.</summary>
    public static Walls Rehearse()
    {
        if (!OperatingSystem.IsLinux()) return AsStarted;
        var up = AsStarted | Walls.Session;
        var thread = new Thread(() => up |= ShutThread());
        thread.Start();
        thread.Join();
        return up;
    }

    private static Walls ShutThread() => (LeaveNetwork(NewNetwork) == 0 ? Walls.Network : Walls.None) | Restrict();

    // Landlock, as far as this kernel's version of it goes. No rule allows anything.
    private static Walls Restrict()
    {
        long version = Ask(CreateRuleset, 0, 0, AskVersion);
        if (version < 1) return Walls.None;
        var (up, rules) = (Walls.Files | Walls.Programs, new Ruleset { Files = RunFile | ChangeFiles });
        if (version >= 2) rules.Files |= MoveFiles;
        if (version >= 3) rules.Files |= CutFiles;
        else up &= ~Walls.Files;
        if (version >= 4) (rules.Network, up) = (BindAndConnect, up | Walls.Tcp);
        if (version >= 6) (rules.Scopes, up) = (SocketsAndSignals, up | Walls.Signals);
        nint size = version >= 6 ? 3 * sizeof(ulong) : version >= 4 ? 2 * sizeof(ulong) : sizeof(ulong);
        long handle = Create(CreateRuleset, ref rules, size, 0);
        bool isUp = handle >= 0 && SetProcess(NoNewPrivileges, 1, 0, 0, 0) == 0 && Apply(RestrictSelf, (nint)handle, 0) == 0;
        return isUp ? up : Walls.None;
    }

    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StartSession();

    [DllImport("libc", EntryPoint = "unshare")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LeaveNetwork(int flags);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetProcess(int option, nuint a, nuint b, nuint c, nuint d);

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Ask(nint number, nint rules, nint size, nuint flags);

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Create(nint number, ref Ruleset rules, nint size, nuint flags);

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Apply(nint number, nint handle, nuint flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct Ruleset
    {
        public ulong Files;
        public ulong Network;
        public ulong Scopes;
    }
}
