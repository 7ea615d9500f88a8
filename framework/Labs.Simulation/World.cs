using Labs.Framework;

namespace Labs.Simulation;

/// <summary>A deterministic world: virtual time, a network, nodes, and a tester who runs the scenario.</summary>
/// <remarks>One world is one run. Its code runs on one thread, which <see cref="Run"/> starts and ends.</remarks>
public sealed class World
{
    private readonly List<SimulatedNode> _nodes = [];
    private readonly Dictionary<string, List<SimulatedNode>> _groups = new(StringComparer.Ordinal);
    private readonly List<Margin> _margins = [];
    private readonly SimulatedNode _tester;
    private string? _leftOut;

    /// <summary>Makes a world without nodes.</summary>
    public World(WorldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Kernel = new Kernel(options);
        Network = new Network(this);
        _tester = new SimulatedNode(this, "tester", 0, 0, (_, _) => null);
        _tester.Start();
        if (options.Schedule is not null)
            Kernel.LeftOut = () => Network.LeftOut ?? _nodes.Select(node => node.LeftOut).FirstOrDefault(x => x is not null) ?? _leftOut;
        if (Kernel.Exploration is { Interleaving: not Interleaving.Random } or { Timing: not Timing.Uniform })
            Note($"this run orders what is ready: {Kernel.Exploration.Interleaving}; message delays: {Kernel.Exploration.Timing}");
    }

    /// <summary>The seed of this run.</summary>
    public ulong Seed => Kernel.Seed;

    /// <summary>The network between all nodes.</summary>
    public Network Network { get; }

    /// <summary>Virtual time since the start of the run.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(Kernel.Now);

    /// <summary>The tester's own node, in whose context the scenario runs: use its Delay, Random, Clock, Start and Log.</summary>
    public INode Tester => _tester.Live!;

    /// <summary>All nodes of all groups, by the order in which they were added.</summary>
    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>Says what the scenario waits for, for the message when time runs out.</summary>
    public string? WaitingFor
    {
        get => Kernel.WaitingFor;
        set => Kernel.WaitingFor = value;
    }

    /// <summary>Whether a fault that the scenario ordered is left out just now, as in a run that is being made smaller. What holds
    /// only under that fault must then not be demanded by an invariant; the scenario's own demands are taken care of.</summary>
    public bool IsFaultLeftOut => Kernel.LeftOut() is not null;

    internal Kernel Kernel { get; }

    /// <summary>Adds a group of nodes and starts them.</summary>
    /// <param name="name">The group's name, the first half of its nodes' addresses.</param>
    /// <param name="size">How many nodes.</param>
    /// <param name="program">Runs in the first event of each incarnation and returns the student's object. The handle tells which
    /// node it is.</param>
    public IReadOnlyList<SimulatedNode> AddGroup(string name, int size, Func<INode, SimulatedNode, object> program)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(program);
        var group = new List<SimulatedNode>();
        _groups.Add(name, group);
        for (var id = 0; id < size; id++)
            group.Add(new SimulatedNode(this, name, id, _nodes.Count + id + 1, (node, live) => program(live, node)));
        _nodes.AddRange(group);
        foreach (var node in group)
            node.Start();
        return group;
    }

    /// <summary>Wraps an object of the suite so that the student's code calls it as an effect: traced, dropped from a ghost, and a
    /// place where a crash can fall. Arguments are copied, and the methods must return nothing. To be called inside the group's
    /// program.</summary>
    /// <typeparam name="TContract">An interface of the lab's contract.</typeparam>
    /// <param name="node">Whose effects these are.</param>
    /// <param name="target">What is called, in the tester's context, inside the node's event.</param>
    public TContract AsEffects<TContract>(SimulatedNode node, TContract target)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(target);
        if (node.World != this)
            throw new ArgumentException($"{node.Address} is a node of another world.", nameof(node));
        return Effects<TContract>.Around(node.Live ?? throw new NodeDownException(node.Address), target);
    }

    /// <summary>A random sequence of its own for one purpose and key, so that taking one away shifts no other.</summary>
    /// <param name="purpose">What is drawn, such as <c>nemesis</c>.</param>
    /// <param name="key">Which one of them.</param>
    public Random RandomFor(string purpose, long key = 0)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var name = purpose.Aggregate(0UL, (hash, letter) => Draw.Roll(hash, letter));
        return new DeterministicRandom(Draw.Of(Seed, Purpose.Stream, name, (ulong)key));
    }

    /// <summary>Adds a check that runs after every event in which a node's code ran. It throws through <c>Expect</c>, and looks
    /// through <see cref="SimulatedNode.Inspect"/>.</summary>
    public void AddInvariant(Action check)
    {
        ArgumentNullException.ThrowIfNull(check);
        Kernel.AddInvariant(check);
    }

    /// <summary>Ends the run with a failure; the first one counts.</summary>
    /// <param name="kind">What the failure states.</param>
    /// <param name="reason">What was seen, in a sentence.</param>
    /// <param name="details">What a reader may want to know beside it, in lines.</param>
    public void Fail(FailureKind kind, string reason, string details = "") => Kernel.Fail(kind, reason, details);

    /// <summary>Notes in the trace what the scenario does, for the reader of a replay.</summary>
    public void Note(string text) => Kernel.Trace.Note(Kernel.Now, "tester", "note", text);

    /// <summary>Notes how near the run came to a limit of the scenario. Of several notes for one limit the highest counts.</summary>
    /// <param name="what">What is limited.</param>
    /// <param name="used">How much was used.</param>
    /// <param name="limit">How much may be used.</param>
    public void NoteMargin(string what, long used, long limit) => Note(new Margin(what, used, limit, IsTime: false));

    /// <summary>Notes how near the run came to a limit of time. Of several notes for one limit the highest counts.</summary>
    /// <param name="what">What is limited.</param>
    /// <param name="used">How long it took, in virtual time.</param>
    /// <param name="limit">How long it may take.</param>
    public void NoteMargin(string what, TimeSpan used, TimeSpan limit) => Note(new Margin(what, used.Ticks, limit.Ticks, IsTime: true));

    /// <summary>Tells the reader of a failure, in a sentence, what has come about: 'server 1 leads term 2'.</summary>
    public void Tell(string text) => Kernel.Trace.Note(Kernel.Now, "tester", "story", text);

    /// <summary>Asks whether a client's operation takes place. It does, but in a run that is being made smaller.</summary>
    /// <param name="client">Who does it, or to whom it is done.</param>
    /// <param name="text">The operation for a reader, in a sentence.</param>
    /// <param name="isNeeded">Whether the scenario goes on as if it had taken place. Where it was left out all the same, the
    /// scenario's own demands prove nothing any more.</param>
    public bool TakesPlace(string client, Func<string> text, bool isNeeded = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Kernel.Deviations is not { } deviations || deviations.HappensNext($"operation {client}", text))
            return true;
        if (isNeeded)
            _leftOut ??= "an operation";
        return false;
    }

    /// <summary>Runs the scenario to its end, a failure, or a limit.</summary>
    /// <exception cref="SetupException">The run could not be set up.</exception>
    /// <exception cref="SuiteException">The scenario or an invariant threw something else: an error of the suite.</exception>
    public RunResult Run(Func<Task> scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Tester.Start(async () =>
        {
            await scenario();
            Kernel.End();
        });
        Kernel.RunToEnd();
        if (Kernel.Error is { } error)
            throw error is SetupException ? error : new SuiteException(error);
        return new RunResult(
            Kernel.Failure,
            Kernel.Inconclusive,
            Now,
            Kernel.Trace.Hash,
            Kernel.Events,
            Network.Calls,
            Network.Bytes,
            _margins,
            Kernel.Trace.ToList())
        {
            Deviations = Kernel.Deviations?.Used ?? [],
            UnusedKeys = Kernel.Deviations?.Unused ?? [],
        };
    }

    internal IReadOnlyList<SimulatedNode> GroupOf(SimulatedNode node) =>
        _groups.TryGetValue(node.Group, out var group) ? group : [node];

    internal SimulatedNode Find(string address) =>
        _nodes.Find(node => string.Equals(node.Address, address, StringComparison.Ordinal)) ??
        throw new ArgumentException(
            $"No node has the address '{address}'; there are {string.Join(", ", _nodes.Select(n => n.Address))}.", nameof(address));

    /// <summary>Ends the run by an exception of the tester's code.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="isScenario">Whether the scenario's body threw it, and not a look at what the submission does.</param>
    internal void EndBy(Exception error, bool isScenario = false)
    {
        switch (error)
        {
            case FailureException failure when isScenario:
                Kernel.FailScenario(failure.Kind, failure.Message);
                break;
            case FailureException failure:
                Kernel.Fail(failure.Kind, failure.Message);
                break;
            case InconclusiveException inconclusive:
                Kernel.End(inconclusive.Message);
                break;
            default:
                Kernel.Abort(error);
                break;
        }
    }

    /// <summary>Runs the suite's code inside a node's event. What it throws is the suite's word, and none of the node's business:
    /// it must not pass through the student's frames, which could catch it.</summary>
    internal void RunAsTester(Action run)
    {
        try
        {
            Kernel.RunAs(_tester.Live!, run);
        }
        catch (Exception error)
        {
            EndBy(error);
        }
    }

    /// <summary>Completes a task that the tester awaits: from the queue.</summary>
    internal void CompleteForTester(Action complete) =>
        _tester.Live!.ScheduleCompletion(Kernel.Now, new Alarm(static run => ((Action)run!)(), complete));

    internal void CompleteForTester(TaskCompletionSource source) => CompleteForTester(() => source.TrySetResult());

    internal void TraceFault(SimulatedNode? node, string kind, string text)
    {
        Kernel.Trace.Add(TraceKind.Fault, node?.Index ?? 0, 0);
        Kernel.Trace.Note(Kernel.Now, node?.Address ?? "world", kind, text);
    }

    private void Note(Margin margin)
    {
        var known = _margins.FindIndex(m => m with { Used = margin.Used } == margin);
        if (known < 0)
            _margins.Add(margin);
        else if (_margins[known].Used < margin.Used)
            _margins[known] = margin;
    }
}
