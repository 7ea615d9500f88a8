namespace Labs.Simulation;

/// <summary>A handle on one node of the world: what a scenario may do to it. It never hands out the student's object.</summary>
public sealed partial class SimulatedNode
{
    private readonly World _world;
    private readonly Func<SimulatedNode, Incarnation, object?> _program;
    private readonly List<Work> _deferred = [];
    private PlannedCrash? _plannedCrash;

    internal SimulatedNode(World world, string group, int id, int index, Func<SimulatedNode, Incarnation, object?> program)
    {
        _world = world;
        _program = program;
        (Group, Id, Index) = (group, id, index);
        Address = index == 0 ? group : $"{group}/{id}";
        var draw = Draw.Of(Kernel.Seed, Purpose.ClockOffset, (ulong)index);
        Clock = new NodeClock(
            this,
            Draw.Between(draw, 0, 1000 * TimeSpan.TicksPerSecond),
            Draw.Between(Draw.Mix(draw), -5 * TimeSpan.TicksPerSecond, 5 * TimeSpan.TicksPerSecond));
    }

    /// <summary>The node's number in its group, from 0.</summary>
    public int Id { get; }

    /// <summary>The group's name, a slash and the number.</summary>
    public string Address { get; }

    /// <summary>Whether an incarnation is running, paused or not. Where a crash was left out, the answer is what it would be after
    /// it.</summary>
    public bool IsUp => Live is not null && !_isLeftDown;

    /// <summary>Whether an incarnation is running in fact: what an invariant asks, where a scenario asks <see cref="IsUp"/>.</summary>
    public bool IsRunning => Live is not null;

    /// <summary>Whether the node was stopped by <see cref="Pause"/>, or would be, had that not been left out.</summary>
    public bool IsPaused => IsHalted || _isLeftPaused;

    /// <summary>How many incarnations were started so far.</summary>
    public int Incarnation { get; private set; }

    /// <summary>How often code of this node has run so far, over all incarnations: while it stays the same, nothing that
    /// <see cref="Inspect"/> can see has changed, but by a start or a crash.</summary>
    public long Turns { get; internal set; }

    /// <summary>Calls sent by this node so far, over all incarnations.</summary>
    public long Calls { get; internal set; }

    /// <summary>Payload bytes sent by this node so far, requests and replies, over all incarnations.</summary>
    public long Bytes { get; internal set; }

    /// <summary>The size of the saved state on the node's disk, in bytes.</summary>
    public long PersistedSize => Disk.Size;

    /// <summary>The size of the snapshot on the node's disk, in bytes.</summary>
    public long SnapshotSize => Disk.Snapshot.Length;

    internal string Group { get; }

    /// <summary>The node's number among all of the world, by the order in which they were added; the tester's is 0.</summary>
    internal int Index { get; }

    /// <summary>The world that it is in.</summary>
    public World World => _world;

    internal Kernel Kernel => _world.Kernel;

    /// <summary>Whether it is paused in fact.</summary>
    internal bool IsHalted { get; private set; }

    internal NodeClock Clock { get; }

    internal Disk Disk { get; set; } = Disk.Empty;

    internal Incarnation? Live { get; private set; }

    /// <summary>Ends the incarnation between two events: only what it saved is left. Nothing happens where the node is down.</summary>
    public void Crash()
    {
        if (Live is null || _isLeftDown)
            return;
        if (Happens("crash", () => $"{Address} crashes"))
            Live.Die("");
        else
            LeaveOutCrash();
    }

    /// <summary>Starts a new incarnation on what was saved.</summary>
    /// <exception cref="InvalidOperationException">The node is up.</exception>
    public void Start()
    {
        if (IsUp)
            throw new InvalidOperationException($"{Address} is up already; crash it first.");
        _lives++;
        if (_isLeftDown)
        {
            _isLeftDown = false;
            return;
        }

        Incarnation++;
        Live = new Incarnation(this, _lives);
        Kernel.Trace.Add(TraceKind.Begin, Index, (ulong)Incarnation);
        Live.Note("start", Incarnation == 1 ? "" : $"incarnation {Incarnation}, on what was saved");
        var live = Live;
        // Priority 0: whatever else happens at this instant finds the handlers in place.
        Kernel.Schedule(Kernel.Now, 0, new Work(live, _ => Construct(live), null, IsCode: true));
    }

    /// <summary>Crashes the node at a later effect. A crash for another reason fulfils the plan.</summary>
    /// <param name="kind">The kind of effect; <see langword="null"/> for any.</param>
    /// <param name="ordinal">Which one from now on, from 1.</param>
    /// <param name="boundary">On which side of it.</param>
    /// <returns>A task that completes, for the tester, when the crash has happened.</returns>
    public Task CrashAtEffect(EffectKind? kind, int ordinal, Boundary boundary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 1);
        _plannedCrash = new PlannedCrash(kind, ordinal, boundary)
        {
            IsLeftOut = !Happens("crash-at", () => $"{Address} is to crash {PlannedCrash.Describe(kind, ordinal, boundary)}"),
        };
        return _plannedCrash.Happened.Task;
    }

    /// <summary>Takes back what <see cref="CrashAtEffect"/> planned.</summary>
    public void CancelPlannedCrash() => _plannedCrash = null;

    /// <summary>Stops the node where it is, as a suspended machine would: nothing of it runs until <see cref="Resume"/>, then
    /// everything that came due.</summary>
    public void Pause()
    {
        if (!Happens("pause", () => $"{Address} stops, as a suspended machine does"))
        {
            _isLeftPaused = true;
            return;
        }

        IsHalted = true;
        World.TraceFault(this, "pause", "");
    }

    /// <summary>Lets a paused node go on.</summary>
    public void Resume()
    {
        var isLeftOut = _isLeftPaused && !IsHalted;
        _isLeftPaused = false;
        if (!isLeftOut)
            GoOn();
    }

    /// <summary>Makes the node's clock run at another rate from now on, timers and timestamps together. What is already set keeps
    /// its time.</summary>
    /// <param name="partsPerMillion">0 is true time, 50,000 runs 5 % fast, -50,000 as much slow; from -900,000 to 9,000,000.</param>
    public void SetClockDrift(int partsPerMillion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partsPerMillion, -900_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partsPerMillion, 9_000_000);
        _isDriftLeftOut = partsPerMillion != 0
            && !Happens("drift", () => $"the clock of {Address} runs {DescribeRate(partsPerMillion)} from now on");
        Clock.SetRate(_isDriftLeftOut ? 0 : partsPerMillion);
        World.TraceFault(this, "drift", $"{(_isDriftLeftOut ? 0 : partsPerMillion)} parts in a million");
    }

    /// <summary>Moves the node's wall-clock time (<c>GetUtcNow</c>) only; timers and timestamps don't notice.</summary>
    public void JumpClock(TimeSpan by)
    {
        if (!Happens("jump", () => $"the wall clock of {Address} jumps by {by.TotalMilliseconds} ms"))
            return;
        Clock.Jump(by);
        World.TraceFault(this, "clock", $"jumps by {by.TotalMilliseconds} ms");
    }

    /// <summary>Calls the student's object in an event of the node, at the present virtual time.</summary>
    /// <param name="call">What to call on the object that the group's program made. The result is copied: a record, bytes, text,
    /// a number or the like.</param>
    /// <returns>A task for the tester. An exception of the call fails the run.</returns>
    /// <exception cref="NodeDownException">The node is down, or went down before the call returned.</exception>
    public Task<TResult> InvokeAsync<TService, TResult>(Func<TService, TResult> call)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(call);
        return Begin((TService service) => Task.FromResult(call(service)));
    }

    /// <summary>Calls the student's object in an event of the node, for no result.</summary>
    /// <param name="call">What to call on the object that the group's program made.</param>
    /// <exception cref="NodeDownException">The node is down, or went down before the call returned.</exception>
    public Task InvokeAsync<TService>(Action<TService> call)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(call);
        return Begin((TService service) =>
        {
            call(service);
            return Task.FromResult(true);
        });
    }

    /// <summary>Calls the student's object in an event of the node, where the call takes time.</summary>
    /// <param name="call">What to call on the object that the group's program made. The node awaits the task that it returns, not
    /// the tester; the result is copied.</param>
    /// <returns>A task for the tester. An exception of the call, at once or later, fails the run.</returns>
    /// <exception cref="NodeDownException">The node is down, or went down before the task was completed.</exception>
    public Task<TResult> InvokeAsync<TService, TResult>(Func<TService, Task<TResult>> call)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(call);
        return Begin((TService service) => ThereIs(call(service)));
    }

    /// <summary>Calls the student's object in an event of the node, where the call takes time, for no result.</summary>
    /// <param name="call">What to call on the object that the group's program made. The node awaits the task that it returns, not
    /// the tester.</param>
    /// <exception cref="NodeDownException">The node is down, or went down before the task was completed.</exception>
    public Task InvokeAsync<TService>(Func<TService, Task> call)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(call);
        return Begin(async (TService service) =>
        {
            await ThereIs(call(service));
            return true;
        });
    }

    /// <summary>Looks at the student's object now, between two events, without an event of its own. What it calls must have no
    /// effect, or the run fails.</summary>
    /// <param name="look">What to read. It must return copies, nothing that the student's code goes on using.</param>
    /// <returns><see langword="default"/> where the node is down, not yet constructed, or not a <typeparamref name="TService"/>.</returns>
    public TResult? Inspect<TService, TResult>(Func<TService, TResult> look)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(look);
        return Live is { Service: TService service } live ? live.Inspect(service, look) : default;
    }

    internal void Defer(Work work) => _deferred.Add(work);

    private Task<TResult> Begin<TService, TResult>(Func<TService, Task<TResult>> call)
        where TService : class
    {
        if (Live is not { } live || _isLeftDown)
            return Task.FromException<TResult>(new NodeDownException(Address));
        var invocation = new Invocation<TService, TResult>(live, call);
        live.Begin(invocation);
        return invocation.Task;
    }

    private static TTask ThereIs<TTask>(TTask? task)
        where TTask : Task => task ?? throw new InvalidOperationException("it returned null instead of a task");

    internal void Died()
    {
        Live = null;
        IsHalted = _isLeftPaused = false;
        _deferred.Clear();
        EndPlan();
    }

    private void GoOn()
    {
        IsHalted = false;
        World.TraceFault(this, "resume", "");
        foreach (var work in _deferred)
            Kernel.Schedule(Kernel.Now, 0, work);
        _deferred.Clear();
    }

    private void EndPlan()
    {
        if (_plannedCrash is { } plan)
            World.CompleteForTester(plan.Happened);
        _plannedCrash = null;
    }

    private void Construct(Incarnation live)
    {
        try
        {
            live.Service = _program(this, live);
        }
        catch (Exception error)
        {
            live.Escaped(error, "its constructor");
        }
    }

    /// <summary>Whether a planned crash falls on this side of this effect; if so, it happens.</summary>
    internal bool CrashesAt(EffectKind kind, Boundary boundary)
    {
        if (_plannedCrash is not { } plan || _isLeftDown || !plan.Meets(kind, boundary))
            return false;
        if (plan.IsLeftOut)
        {
            LeaveOutCrash();
            return false;
        }

        Live!.Die($"{(boundary == Boundary.Before ? "before" : "after")} a {kind.ToString().ToLowerInvariant()}");
        return true;
    }
}
