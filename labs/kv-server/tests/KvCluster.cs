using Labs.Checking;
using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>A key/value server and its clients in a world of their own: what a scenario does to them, and what it waits for.</summary>
/// <remarks>Every operation that a scenario lets a client do stands in the <see cref="Ledger"/>, which checks each one when it
/// returns; <see cref="CheckHistory"/> checks them all together.</remarks>
public sealed class KvCluster
{
    private readonly Subject _subject;
    private readonly List<KvClient> _clients = [];

    /// <summary>Starts the server.</summary>
    public KvCluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        _subject = trial.Subject;
        World = trial.World;
        World.Network.Profile = Weather.Reliable;
        Server = World.AddGroup("server", 1, (node, _) => _subject.Create<IKeyValueServer>(node))[0];
        Ledger = new Ledger(World);
        Locks = new LockWatch(World);
    }

    /// <summary>The world they live in.</summary>
    public World World { get; }

    /// <summary>The server's node.</summary>
    public SimulatedNode Server { get; }

    /// <summary>All clients, by rising number.</summary>
    public IReadOnlyList<KvClient> Clients => _clients;

    /// <summary>How long an operation that begins now may take; <see langword="null"/> where only the end of the faults sets a
    /// limit.</summary>
    public TimeSpan? Patience { get; set; } = Limits.Operation;

    internal Ledger Ledger { get; }

    internal LockWatch Locks { get; }

    /// <summary>Starts so many clients, and sees that they reach one server: what the first one puts the last one gets.</summary>
    public async Task<IReadOnlyList<KvClient>> StartAsync(int clients)
    {
        var nodes = World.AddGroup("client", clients, (node, _) => new ClientProgram(node, _subject, Server.Address));
        _clients.AddRange(nodes.Select(node => new KvClient(node, this)));
        var value = $"greeting {World.RandomFor("greeting").Next()}";
        await _clients[0].PutsAsync("greeting", value, 0, PutResult.Ok);
        await _clients[^1].GetsAsync("greeting", value, 1);
        return _clients;
    }

    /// <summary>Starts so many clients, and sees that a lock excludes: while the first one holds it, the last one waits.</summary>
    public async Task<IReadOnlyList<KvClient>> StartWithLocksAsync(int clients)
    {
        await StartAsync(clients);
        var (first, last) = (_clients[0], _clients[^1]);
        await GetsLockAsync(first, "greeting lock");
        var waiting = Run(() => last.AcquireAsync("greeting lock"));
        await PassAsync(100.Milliseconds());
        Expect.Safety(!waiting.IsCompleted, $"{last} got a lock that {first} holds; {See("two-holders")}");
        await first.ReleaseAsync("greeting lock");
        await WithinAsync(Limits.EverybodysTurn, "a lock that is free", $"{last}, \"greeting lock\"", waiting, "no-lock");
        await last.ReleaseAsync("greeting lock");
        return _clients;
    }

    // ---- What the nemesis draws ----------------------------------------------------------------------------------------------

    /// <summary>The random sequence of the nemesis's action number <paramref name="action"/>; each has its own.</summary>
    public Random Nemesis(int action) => World.RandomFor("nemesis", action);

    /// <summary>Draws one client.</summary>
    public KvClient Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return _clients[random.Next(_clients.Count)];
    }

    // ---- What an operator does -----------------------------------------------------------------------------------------------

    /// <summary>Lets virtual time pass.</summary>
    public Task PassAsync(TimeSpan time) => World.Tester.Delay(time);

    /// <summary>Does something beside the scenario.</summary>
    /// <returns>A task that completes when it is done; if it fails, so does the trial, at once.</returns>
    public Task Run(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var done = new TaskCompletionSource();
        World.Tester.Start(async () =>
        {
            await work();
            done.SetResult();
        });
        return done.Task;
    }

    /// <summary>From now on messages get lost, and the callers are told.</summary>
    public void BecomeUnreliable()
    {
        World.Network.Profile = Weather.Unreliable;
        Ledger.IsCalm = false;
        Patience = Limits.UnreliableOperation;
    }

    /// <summary>Ends all faults: every client is up, every link joined, the network reliable, the clocks true.</summary>
    /// <remarks>Messages that are under way arrive all the same.</remarks>
    public void EndFaults()
    {
        World.Network.Profile = Weather.Reliable;
        World.Network.Heal();
        foreach (var node in World.Nodes)
        {
            node.CancelPlannedCrash();
            node.SetClockDrift(0);
            if (node.IsPaused)
                node.Resume();
            if (!node.IsUp)
                node.Start();
        }
    }

    // ---- What must come ------------------------------------------------------------------------------------------------------

    /// <summary>Waits for something; if it doesn't come in time, the trial fails.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="what">What is awaited; the same words in every trial.</param>
    /// <param name="of">Of whom.</param>
    /// <param name="coming">What is awaited.</param>
    /// <param name="anchor">Where the handout speaks of it.</param>
    public async Task WithinAsync(TimeSpan limit, string what, string of, Task coming, string anchor)
    {
        using var ended = new CancellationTokenSource();
        var start = World.Now;
        World.WaitingFor = $"{what} ({of})";
        if (await Task.WhenAny(coming, World.Tester.Delay(limit, ended.Token)) != coming)
        {
            throw new FailureException(
                FailureKind.Liveness, $"waited {TraceText.Seconds(limit)} for {what} ({of}), in vain; {See(anchor)}");
        }

        ended.Cancel();
        World.WaitingFor = null;
        World.NoteMargin(what, World.Now - start, limit);
        await coming;
    }

    /// <summary>Waits until the operations end that were under way when the faults ended.</summary>
    public Task FinishAsync(params IReadOnlyList<Task> underWay) =>
        WithinAsync(Limits.AfterFaults, "the operations that are under way", "all faults have ended", Task.WhenAll(underWay), "no-answer");

    /// <summary>Lets a client take a lock that nobody holds.</summary>
    public Task GetsLockAsync(KvClient client, string name)
    {
        ArgumentNullException.ThrowIfNull(client);
        return WithinAsync(Limits.FreeLock, "a lock that nobody wants", $"{client}, \"{name}\"", client.AcquireAsync(name), "no-lock");
    }

    /// <summary>Demands that one order of all operations so far, of all clients together, explains what each client was told.</summary>
    public void CheckHistory() =>
        Expect.Linearizable(World, SequentialModel.VersionedKv, Ledger.History(), See("not-linearizable"));

    /// <summary>Where the handout explains a failure.</summary>
    public static string See(string anchor) => $"see labs/kv-server/README.md#{anchor}";
}
