using System.Globalization;

namespace Labs.Simulation;

/// <summary>The event loop: one queue, one thread, virtual time.</summary>
/// <remarks>A kernel's thread is its own, never one of a pool or of a test framework. Where a ghost (what is left of a crashed
/// incarnation) parks the thread by a loop without end, another takes over from the next event.</remarks>
#pragma warning disable CA1001 // The event has no handle unless somebody waits on it, and a parked thread may still hold the kernel.
internal sealed class Kernel
#pragma warning restore CA1001
{
    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>How much of it a submission may use. What is left is for the base library, and to say what happened: to walk a
    /// stack takes time that grows faster than its depth.</summary>
    private const int StackBytesForSubject = 4 * 1024 * 1024;

    private const int StepsAfterFailure = 100_000;

    private readonly WorldOptions _options;
    private readonly EventQueue _queue = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly List<Action> _invariants = [];
    private int _eventsThisInstant;
    private long _steps;
    private int _logLines;
    private bool _ranSubject;
    private Thread? _thread = Thread.CurrentThread;
    private volatile bool _isOver;
    private volatile string? _foreignThread;
    private ExecutionContext? _emptyContext;

    public Kernel(WorldOptions options)
    {
        _options = options;
        Exploration = new Exploration(options);
        Trace = new Trace(options.KeepTrace, options.TraceLimit);
        Deviations = options.Schedule is null ? null : new Deviations(options.Schedule, this);
    }

    public ulong Seed => _options.Seed;

    /// <summary>What the nodes' random numbers come from.</summary>
    public ulong NodeSeed => _options.Schedule is { Variation: not 0 and var variation } ? Draw.Mix(Seed ^ (ulong)variation) : Seed;

    public Exploration Exploration { get; }

    public Trace Trace { get; }

    /// <summary>What deviates from a benign world; null where all does, and nobody asks.</summary>
    public Deviations? Deviations { get; }

    /// <summary>Says which of the scenario's faults would be in force now, had it not been left out; null where none would.</summary>
    public Func<string?> LeftOut { get; set; } = static () => null;

    /// <summary>Virtual time in ticks of 100 ns.</summary>
    public long Now { get; private set; }

    public long Events { get; private set; }

    /// <summary>Whose code runs now; null in the world's own.</summary>
    public Incarnation? Current { get; private set; }

    /// <summary>What the scenario waits for, for messages.</summary>
    public string? WaitingFor { get; set; }

    public Failure? Failure { get; private set; }

    public string? Inconclusive { get; private set; }

    /// <summary>An error outside all nodes, to be thrown to whoever asked for the run.</summary>
    public Exception? Error { get; private set; }

    public bool IsOver => _isOver;

    public bool IsOnThread => Thread.CurrentThread == Volatile.Read(ref _thread);

    public void Schedule(long time, ulong priority, Work work) => _queue.Enqueue(time, priority, work);

    public void AddInvariant(Action check) => _invariants.Add(check);

    /// <summary>Ends the run with a failure. The first one counts; whatever comes later is a consequence.</summary>
    public void Fail(FailureKind kind, string reason, string details = "")
    {
        if (_isOver)
            return;
        Failure = new Failure(kind, reason, TimeSpan.FromTicks(Now), details);
        Trace.Note(Now, "world", "failure", reason);
        _isOver = true;
        // Whatever failed may be a loop: it need not run through all of its budget.
        StepBudget.Limit(StepsAfterFailure);
    }

    /// <summary>Ends the run with a failure that the scenario itself states.</summary>
    /// <remarks>It may rest on a fault that the scenario ordered: what must never happen, on any before; what must come, or be
    /// little, on those in force. Where such a fault was left out, the failure proves nothing.</remarks>
    public void FailScenario(FailureKind kind, string reason)
    {
        var before = kind == FailureKind.Safety ? Deviations?.FirstFaultLeftOut : null;
        if ((before ?? LeftOut()) is { } leftOut)
            End($"it depends on what was left out ({leftOut}): {reason}");
        else
            Fail(kind, reason);
    }

    public void End(string? inconclusive = null)
    {
        if (!_isOver)
            Inconclusive = inconclusive;
        _isOver = true;
    }

    /// <summary>Ends the run with an error outside all nodes. After a failure it is a consequence.</summary>
    public void Abort(Exception error)
    {
        if (!_isOver)
            Error = error;
        _isOver = true;
    }

    /// <summary>Counts log lines, whether anybody reads them or not: the count must not depend on it.</summary>
    public void CountLogLine(Incarnation node)
    {
        if (++_logLines > _options.LogLineLimit && node.IsAlive)
            Fail(FailureKind.Budget, $"{node.Node.Address} floods the log: more than {_options.LogLineLimit:N0} lines in one run");
    }

    /// <summary>Called on a thread that is not the simulation's, which is proof enough that a node's code left it.</summary>
    public void NoteForeignThread(Incarnation owner) =>
        _foreignThread ??= $"{owner.Node.Address} left the simulation: another thread ran or resumed its code. {Leak.Causes}";

    /// <summary>Runs the loop, on a thread of its own, until the run is over.</summary>
    public void RunToEnd()
    {
        StartThread();
        _ended.Wait();
        Volatile.Write(ref _thread, null);
    }

    /// <summary>Runs code as an event of its owner, or as the world's own where there is none.</summary>
    /// <remarks>The context is a fresh one, also where the event only completes a task: so the base library posts each waiter instead
    /// of running it here, and a waiter that wants no context leaves for the thread pool, which is seen.</remarks>
    public void Execute(Incarnation? owner, SendOrPostCallback run, object? state, bool isCode)
    {
        ExecutionContext.Restore(_emptyContext!);
        var outer = Current;
        Current = owner;
        SynchronizationContext.SetSynchronizationContext(owner is null ? null : new TurnContext(owner));
        _ranSubject |= isCode && !owner!.IsTester;
        if (owner is not null)
            owner.Node.Turns++;
        try
        {
            run(state);
        }
        catch (Exception error) when (owner is not null)
        {
            owner.Escaped(error, "an activity");
        }
        finally
        {
            Current = outer;
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    /// <summary>Runs code inside the present event as somebody else, and returns to the present owner after it.</summary>
    public void RunAs(Incarnation owner, Action run)
    {
        var (outer, context) = (Current, SynchronizationContext.Current);
        Current = owner;
        SynchronizationContext.SetSynchronizationContext(new TurnContext(owner));
        try
        {
            run();
        }
        finally
        {
            Current = outer;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>The thread is about to be parked for good, in the middle of an event.</summary>
    public void ThreadParked(string what, bool isStackFull)
    {
        if (Current is { IsAlive: false })
        {
            // A ghost is not judged: the run goes on without this thread.
            StartThread();
            return;
        }

        Fail(FailureKind.BusyLoop, $"{Current?.Node.Address ?? "the submission"} {what}", Leak.StudentFrames(isStackFull));
        _ended.Set();
    }

    private void StartThread()
    {
        var console = StudentConsole.Current;
        var thread = new Thread(() => RunThread(console), StackBytes) { IsBackground = true, Name = "simulation" };
        Volatile.Write(ref _thread, thread);
        thread.UnsafeStart();
    }

    private void RunThread(TextWriter? console)
    {
        StudentConsole.Current = console;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        _emptyContext = ExecutionContext.Capture();
        Current = null;
        Leak.Watch(this);
        Thrown.Watch(this);
        StepBudget.Grant(this, _options.StepLimitPerInstant);
        StepBudget.GrantStack(StackBytesForSubject);
        try
        {
            Loop();
        }
        catch (Exception error)
        {
            // Errors of a node's code are caught around each event, so this is one of ours or of the suite's.
            Abort(error);
        }

        Leak.Watch(null);
        Thrown.Watch(null);
        StepBudget.Grant(null, long.MaxValue);
        _ended.Set();
    }

    private void Loop()
    {
        while (!_isOver)
        {
            if (!_queue.TryDequeue(out var work, out var time))
            {
                FailScenario(FailureKind.Liveness, $"deadlock: nothing is left to happen, but the scenario still waits{Awaited()}");
                return;
            }

            if (work.State is Alarm { IsCancelled: true } || work.Owner is { IsAlive: false })
                continue;
            if (time > Now && !MoveTime(time))
                return;
            if (work.Owner is { Node.IsHalted: true } paused)
            {
                paused.Node.Defer(work);
                continue;
            }

            Events++;
            Trace.Step(Now, work.Owner?.Node.Index ?? 0);
            Execute(work.Owner, work.Run, work.State, work.IsCode);
            CheckAfterEvent(work);
        }
    }

    private bool MoveTime(long time)
    {
        if (time > _options.TimeLimit.Ticks)
        {
            Now = _options.TimeLimit.Ticks;
            FailScenario(FailureKind.Liveness, $"after {_options.TimeLimit.TotalSeconds} s the scenario still waited{Awaited()}");
            return false;
        }

        Now = time;
        _eventsThisInstant = 0;
        _steps += _options.StepLimitPerInstant - StepBudget.Left;
        StepBudget.Grant(this, _options.StepLimitPerInstant);
        return true;
    }

    private void CheckAfterEvent(Work work)
    {
        if (_foreignThread is { } reason)
            Fail(FailureKind.LeftSimulation, reason);
        else if (++_eventsThisInstant > _options.EventLimitPerInstant)
            Fail(FailureKind.BusyLoop, $"{work.Owner?.Node.Address ?? "the world"} ran on without virtual time moving: {_eventsThisInstant:N0} events at one instant; wait with node.Delay instead of Task.Yield");
        else if (Events >= _options.EventLimit)
            Fail(FailureKind.BusyLoop, $"{Events:N0} events are more than a run may have");
        else if (_steps > _options.StepLimit)
            Fail(FailureKind.BusyLoop, $"{_steps:N0} steps of the submission's code are more than a run may have");
        else if (_ranSubject)
            CheckInvariants();
    }

    private void CheckInvariants()
    {
        _ranSubject = false;
        foreach (var check in _invariants)
        {
            try
            {
                check();
            }
            catch (FailureException failure)
            {
                Fail(failure.Kind, failure.Message);
            }
            catch (InconclusiveException inconclusive)
            {
                End(inconclusive.Message);
            }

            if (_isOver)
                return;
        }
    }

    private string Awaited() => WaitingFor is null ? "" : $" for {WaitingFor}";
}
