using Labs.Framework;

namespace Labs.Simulation;

/// <summary>A node from start to crash, and afterwards its ghost.</summary>
/// <remarks>
/// A crash unwinds nothing: code can catch exceptions, so there is none. The incarnation becomes a ghost. The event in which it died
/// runs on to its end, and nothing else of it ever runs. What a ghost does is dropped: sends, replies, saves, callbacks, starts and
/// log lines; its calls never complete; its reads of the disk see its own last writes; its exceptions are ignored.
/// </remarks>
internal sealed partial class Incarnation : INode
{
    private readonly List<IInvocation> _invocations = [];
    private readonly Dictionary<Type, Handler> _handlers = [];
    private readonly HashSet<Envelope> _unanswered = [];
    private readonly Persister _persister;
    private readonly ulong _key;
    private readonly bool _isInTurn;
    private ulong _posts;
    private ulong _epochs;
    private ulong _epochPriority;
    private bool _isInspected;

    public Incarnation(SimulatedNode node, int number)
    {
        (Node, Number) = (node, number);
        _key = ((ulong)node.Index << 32) | (uint)number;
        _epochPriority = Kernel.Exploration.PriorityOfEpoch(_key, 0);
        _isInTurn = Kernel.Deviations is { } deviations && !deviations.Happens(
            $"order {node.Address}", () => $"what is ready in {node.Address} at one instant runs in an order drawn from the seed");
        _persister = new Persister(this);
        Random = new DeterministicRandom(Draw.Of(Kernel.NodeSeed, Purpose.NodeRandom, (ulong)node.Index, (ulong)number));
        var group = node.World.GroupOf(node);
        GroupSize = group.Count;
        Others = [.. group.Where(other => other != node).Select(other => new Peer(this, other))];
    }

    // From here to Id internal, not public: JSON of a node has all that is public of it, and a student can write JSON of anything.
    internal SimulatedNode Node { get; }

    /// <summary>Which life of its node it is, counting those that never began since a crash was left out.</summary>
    internal int Number { get; }

    internal bool IsAlive { get; private set; } = true;

    internal bool IsTester => Node.Index == 0;

    /// <summary>The object that the group's program made; null until its constructor has returned.</summary>
    internal object? Service { get; set; }

    internal Kernel Kernel => Node.Kernel;

    /// <summary>What lay on the disk when the incarnation died.</summary>
    internal Disk DiskAtDeath { get; private set; } = Disk.Empty;

    public int Id => Node.Id;

    public IReadOnlyList<IPeer> Others { get; }

    public int GroupSize { get; }

    public int Majority => (GroupSize / 2) + 1;

    public TimeProvider Clock => Node.Clock;

    public Random Random { get; }

    public IPersister Persister => _persister;

    /// <summary>The priority of a message that arrives here.</summary>
    public ulong PriorityOfArrival(ulong draw) => _isInTurn ? Exploration.InTurn : Kernel.Exploration.Priority(draw, _epochPriority);

    public bool IsLogging => Kernel.Trace.IsKept && IsAlive && !Kernel.IsOver;

    public IPeer Connect(string address) => new Peer(this, Node.World.Find(address));

    public Task Delay(TimeSpan time, CancellationToken cancel = default)
    {
        CheckUser();
        if (cancel.IsCancellationRequested)
            return Task.FromCanceled(cancel);
        var done = new TaskCompletionSource();
        var due = Node.Clock.WorldTimeAfter(Math.Max(1, time.Ticks));
        if (!cancel.CanBeCanceled)
        {
            ScheduleCompletion(due, new Alarm(static done => ((TaskCompletionSource)done!).TrySetResult(), done));
            return done.Task;
        }

        CancellationTokenRegistration registration = default;
        var alarm = new Alarm(
            _ =>
            {
                registration.Dispose();
                done.TrySetResult();
            },
            null);
        ScheduleCompletion(due, alarm);
        registration = cancel.Register(() =>
        {
            alarm.Cancel();
            done.TrySetCanceled(cancel);
        });
        return done.Task;
    }

    public void Start(Func<Task> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (!BeginEffect(EffectKind.Start))
            return;
        Post(state => RunActivity((Func<Task>)state!), activity);
        EndEffect(EffectKind.Start);
    }

    public void Log(string message)
    {
        CheckUser();
        // Also where nobody reads the log: a thread that does no more than this may have ended before anybody waits for it.
        if (!IsOnThread())
            return;
        Kernel.CountLogLine(this);
        if (IsLogging)
            Note("log", message);
    }

    public void Log(ref LogMessage message)
    {
        CheckUser();
        if (!IsOnThread())
            return;
        Kernel.CountLogLine(this);
        if (message.Finish() is { } text)
            Note("log", text);
    }

    /// <summary>Queues a continuation at the present instant.</summary>
    public void Post(SendOrPostCallback run, object? state)
    {
        // First of all: finalizers post into worlds that ended long ago.
        if (!IsAlive || Kernel.IsOver || !IsOnThread())
            return;
        CheckInspection("it resumed a task");
        Kernel.Schedule(Kernel.Now, NextPriority(), new Work(this, run, state, IsCode: true));
    }

    /// <summary>Queues the completion of a task as an event of its own.</summary>
    /// <param name="time">When.</param>
    /// <param name="alarm">What completes it.</param>
    /// <param name="isCode">Whether that may run the node's own code, as a timer's callback does.</param>
    public void ScheduleCompletion(long time, Alarm alarm, bool isCode = false)
    {
        if (!IsAlive || !IsOnThread())
            return;
        CheckInspection("it set a timer");
        Kernel.Schedule(time, NextPriority(), new Work(this, Alarm.Ring, alarm, isCode));
    }

    /// <summary>A line for the reader of a trace.</summary>
    public void Note(string kind, string text)
    {
        if (IsAlive && IsOnThread())
            Kernel.Trace.Note(Kernel.Now, Node.Address, kind, text);
    }

    /// <summary>An exception that nobody in the node's own code caught.</summary>
    public void Escaped(Exception error, string from)
    {
        if (!IsAlive || Kernel.IsOver)
            return;
        if (IsTester || error is SetupException or FailureException or InconclusiveException)
            Node.World.EndBy(error, isScenario: IsTester);
        else if (error is NotImplementedException or MessageException)
            Kernel.Fail(FailureKind.Exception, ExceptionText.Message(error), $"{Node.Address}: {ExceptionText.Whole(error)}");
        else
            Kernel.Fail(
                FailureKind.Exception,
                $"{Node.Address} threw {error.GetType().Name} from {from}: {ExceptionText.Message(error)}",
                ExceptionText.Whole(error));
    }

    /// <summary>Begins an effect.</summary>
    /// <returns>Whether it happens: not for a ghost, nor where a crash was planned just before it.</returns>
    public bool BeginEffect(EffectKind kind)
    {
        if (!IsOnThread())
            return false;
        CheckInspection(kind.ToString());
        CheckUser();
        return IsAlive && !Node.CrashesAt(kind, Boundary.Before);
    }

    /// <summary>Ends an effect; a crash may be planned just after it.</summary>
    public void EndEffect(EffectKind kind)
    {
        if (IsAlive)
            Node.CrashesAt(kind, Boundary.After);
    }

    public void Die(string where)
    {
        Note("crash", where);
        Kernel.Trace.Add(TraceKind.Crash, Node.Index, (ulong)Number);
        DiskAtDeath = Node.Disk;
        IsAlive = false;
        Node.Died();
        foreach (var invocation in _invocations)
            invocation.Abandon();
        foreach (var envelope in _unanswered)
            Node.World.Network.HandlerDied(envelope);
        _invocations.Clear();
        _unanswered.Clear();
    }

    public void Begin(IInvocation invocation)
    {
        _invocations.Add(invocation);
        Post(static state => ((IInvocation)state!).Run(), invocation);
    }

    public void Finish(IInvocation invocation) => _invocations.Remove(invocation);

    public TResult? Inspect<TService, TResult>(TService service, Func<TService, TResult> look)
    {
        TResult? seen = default;
        _isInspected = true;
        try
        {
            Kernel.RunAs(this, () => seen = look(service));
        }
        catch (Exception error) when (error is not FailureException)
        {
            Escaped(error, "its probe");
        }
        finally
        {
            _isInspected = false;
        }

        return seen;
    }

    /// <summary>A node's INode is for its own code alone: servers, and lives of one server, share no object.</summary>
    private void CheckUser()
    {
        if (Kernel.IsOver || Kernel.Current is not { IsTester: false } user || user == this || !Kernel.IsOnThread)
            return;
        string owner = IsAlive ? Node.Address : $"{Node.Address}, which has crashed";
        Kernel.Fail(
            FailureKind.LeftSimulation,
            $"{user.Node.Address} left the simulation: it used the INode of {owner}. " +
            "Servers share nothing but messages; look for a static field.",
            Leak.StudentFrames());
    }

    private async void RunActivity(Func<Task> activity)
    {
        try
        {
            await activity();
        }
        catch (Exception error)
        {
            Escaped(error, "an activity");
        }
    }

    /// <summary>Whether the calling thread may act for the node. A foreign one is noted, and what it does is dropped: the queue and
    /// the trace belong to one thread.</summary>
    private bool IsOnThread()
    {
        if (Kernel.IsOnThread)
            return true;
        if (IsAlive)
            Kernel.NoteForeignThread(this);
        return false;
    }

    private void CheckInspection(string effect)
    {
        if (_isInspected)
            Kernel.Fail(
                FailureKind.Exception, $"{Node.Address}: the probe must only read, but it had an effect ({effect}).", Leak.StudentFrames());
    }

    private ulong NextPriority()
    {
        var post = _posts++;
        if (_isInTurn)
            return Exploration.InTurn;
        if (Kernel.Exploration.IsChangePoint(_key, post))
            _epochPriority = Kernel.Exploration.PriorityOfEpoch(_key, ++_epochs);
        return Kernel.Exploration.Priority(Draw.Of(Kernel.Seed, Purpose.Priority, _key, post), _epochPriority);
    }
}
