using Labs.Checking;
using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>One key/value service: a view service, servers, clients, and the history of what the clients saw.</summary>
public sealed class Service
{
    private readonly Subject _subject;
    private readonly SimulatedNode _observer;
    private readonly ReplicationMode _mode;
    private readonly string _suffix;
    private readonly List<SimulatedNode> _servers = [];
    private readonly List<Client> _clients = [];
    private readonly List<Deed> _deeds = [];
    private int _values;

    internal Service(World world, Subject subject, SimulatedNode observer, ReplicationMode mode, int number)
    {
        (World, _subject, _observer, _mode) = (world, subject, observer, mode);
        _suffix = number == 0 ? "" : $"-{number}";
        ViewService = world.AddGroup($"view{_suffix}", 1, (node, _) => subject.Create<IViewService>(node))[0];
    }

    /// <summary>The world it lives in.</summary>
    public World World { get; }

    /// <summary>The view service's node.</summary>
    public SimulatedNode ViewService { get; }

    /// <summary>All servers, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedNode> Servers => _servers;

    /// <summary>All clients, by rising number. The first is the operator's: no workload uses it.</summary>
    public IReadOnlyList<Client> Clients => _clients;

    /// <summary>The operator's client.</summary>
    public Client Operator => _clients[0];

    /// <summary>How long an operation that begins now may take; <see langword="null"/> where only the end of the faults sets a
    /// limit.</summary>
    public TimeSpan? Patience { get; set; } = Limits.Operation;

    // ---- Beginning -----------------------------------------------------------------------------------------------------------

    /// <summary>Starts so many servers more.</summary>
    public void AddServers(int count)
    {
        var kind = _servers.Count == 0 ? "server" : $"server{_suffix}-added{_servers.Count}";
        _servers.AddRange(World.AddGroup(
            _servers.Count == 0 ? $"server{_suffix}" : kind,
            count,
            (node, handle) => _subject.Create<IServer>(node, handle.Address, ViewService.Address, _mode)));
    }

    /// <summary>Starts servers and clients, and sees that the service works: what the operator puts, all get.</summary>
    /// <param name="servers">How many servers.</param>
    /// <param name="clients">How many clients, beside the operator's.</param>
    /// <returns>The clients, without the operator's.</returns>
    public async Task<IReadOnlyList<Client>> StartAsync(int servers, int clients)
    {
        AddServers(servers);
        var nodes = World.AddGroup($"client{_suffix}", clients + 1, (node, _) => _subject.Create<IClerk>(node, ViewService.Address));
        _clients.AddRange(nodes.Select(node => new Client(node, this)));
        await SettleAsync(hasBackup: servers > 1);
        var value = $"greeting {World.RandomFor("greeting").Next(1000)}";
        await Operator.PutAsync("greeting", value);
        foreach (var client in _clients)
            await client.GetsAsync("greeting", value);
        return [.. _clients.Skip(1)];
    }

    // ---- Views ---------------------------------------------------------------------------------------------------------------

    /// <summary>Asks for the present view.</summary>
    public Task<View> ViewAsync() => _observer.InvokeAsync((ObserverProgram program) => program.AskAsync(ViewService.Address));

    /// <summary>The server's node.</summary>
    public SimulatedNode Node(ServerId? server) => _servers.Single(node => node.Address == server?.Address);

    /// <summary>Waits for a view that fulfils something.</summary>
    public Task<View> ViewAsync(string what, Func<View, bool> isRight) =>
        World.UntilAsync(Limits.NextView, what, ViewAsync, isRight, "no-view");

    /// <summary>The same where pings come late, so that the dead are taken to be alive for longer.</summary>
    public Task<View> LateViewAsync(string what, Func<View, bool> isRight) =>
        World.UntilAsync(Limits.LateView, what, ViewAsync, isRight, "no-view");

    /// <summary>Waits, on a network without faults, for a view with a primary and a backup that stays, with the data at both of
    /// them.</summary>
    /// <param name="hasBackup">Whether there is a server that can be the backup.</param>
    public async Task<View> SettleAsync(bool hasBackup = true)
    {
        var settled = new TaskCompletionSource<View>();
        var patience = Patience;
        Patience = null;
        _ = World.RunAsync(async () => settled.SetResult(await FindSettledAsync(hasBackup)));
        await World.WithinAsync(
            Limits.Settled,
            hasBackup ? "a primary and a backup that work together" : "a primary that works",
            ViewService.Address,
            settled.Task,
            "no-view");
        Patience = patience;
        return await settled.Task;
    }

    private async Task<View> FindSettledAsync(bool hasBackup)
    {
        while (true)
        {
            var view = await ViewAsync();
            if (view.Primary is not null && view.Backup is not null == hasBackup)
            {
                // After three pings the primary knows the view, with the answer its backup has the data, and three pings later the view
                // service knows that. An answer that comes earlier may be given in the view before.
                await World.Tester.Delay(3 * Pace.Ping);
                await Operator.PutAsync("settled", $"{++_values}");
                await World.Tester.Delay(3 * Pace.Ping);
                if (view == await ViewAsync())
                    return view;
            }

            await World.Tester.Delay(20.Milliseconds());
        }
    }

    // ---- Faults --------------------------------------------------------------------------------------------------------------

    /// <summary>Cuts what goes from some nodes to others, and what comes back.</summary>
    public void Cut(SimulatedNode one, params IEnumerable<SimulatedNode> others)
    {
        foreach (var other in others)
        {
            World.Network.Cut(one, other);
            World.Network.Cut(other, one);
        }
    }

    /// <summary>All servers but these.</summary>
    public IReadOnlyList<SimulatedNode> Except(params IEnumerable<SimulatedNode> servers) => [.. _servers.Except(servers)];

    /// <summary>Ends all faults: everybody is up, every link joined, the network reliable, the clocks true.</summary>
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

    // ---- What must hold ------------------------------------------------------------------------------------------------------

    /// <summary>Waits for operations that were under way when the faults ended.</summary>
    public Task FinishAsync(params IReadOnlyList<Task> underWay) => World.WithinAsync(
        Limits.AfterFaults, "the operations that are under way", "all faults have ended", Task.WhenAll(underWay), "no-answer");

    /// <summary>Watches an operation for a while: it must not return, since no answer can be right.</summary>
    public async Task StaysOpenAsync(Task operation, string why)
    {
        await World.Tester.Delay(Limits.NoAnswer);
        Expect.Safety(!operation.IsCompleted, $"an operation returned, although {why}; {Handout.See("answer-without-backup")}");
    }

    /// <summary>Ends all faults, and twice takes the primary away: what its backup tells must be what the clients were told.</summary>
    public async Task ConcludeAsync()
    {
        Patience = null;
        for (var turn = 0; turn < 2; turn++)
        {
            EndFaults();
            var view = await SettleAsync();
            var backup = view.Backup;
            Node(view.Primary).Crash();
            await ViewAsync("the backup as primary", now => now.Primary == backup);
            Patience = Limits.Failover;
            foreach (var key in _deeds.Select(deed => deed.Key).Distinct().ToList())
                await Operator.GetAsync(key);
            Patience = null;
        }

        EndFaults();
        CheckHistory();
    }

    /// <summary>Demands that one order of all operations so far, of all clients together, explains what each client was told.</summary>
    public void CheckHistory() => Expect.Linearizable(World, SequentialModel.Kv, History(), Handout.See("not-linearizable"));

    /// <summary>Whether one order of all operations so far explains what each client was told.</summary>
    public bool IsLinearizable()
    {
        var result = new LinearizabilityChecker(SequentialModel.Kv).Check(new History(History()), new CheckLimit { StatesMax = 1_000_000 });
        return result.Verdict == CheckVerdict.Unknown
            ? throw new InconclusiveException("whether the operations are linearizable is not known: a million states are not enough")
            : result.Verdict == CheckVerdict.Ok;
    }

    /// <summary>Demands that a value is made of all that was appended to a key and nothing else: each text once, and those of a client
    /// in their order. Texts are of the form '[client.number]', from 1.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">What a client was told.</param>
    public void CheckAppends(string key, string value)
    {
        var told = Appended.Split(value);
        var returned = _deeds.Where(deed => deed.Kind == OperationKind.Append && deed.Key == key).ToList();
        foreach (var deed in returned)
        {
            var times = told.Count(text => text == deed.Value);
            if (times > 1)
                throw Unsafe($"{deed}, once, and \"{key}\" has it {times} times: \"{value}\"", "done-twice");
            if (times == 0 && deed.Returned is not null)
                throw Unsafe($"{deed}, and that returned at {TraceText.Time(deed.Returned.Value)}, and \"{key}\" does not have it: \"{value}\"", "lost");
        }

        foreach (var texts in returned.Where(deed => told.Contains(deed.Value!)).GroupBy(deed => deed.Client.Id))
        {
            var order = texts.Select(deed => told.IndexOf(deed.Value!)).ToList();
            if (!order.SequenceEqual(order.Order()))
                throw Unsafe($"\"{key}\" has what client {texts.Key} appended in another order: \"{value}\"", "not-linearizable");
        }
    }

    internal Deed Begin(Deed deed)
    {
        _deeds.Add(deed);
        return deed;
    }

    internal string End(Deed deed, string? told)
    {
        deed.Returned = World.Now;
        if (World.Tester.IsLogging)
            World.Note(deed.Kind == OperationKind.Get ? $"{deed}, and is told \"{told}\"" : $"{deed}, and that is done");
        if (deed.Kind == OperationKind.Get)
            deed.Value = told ?? throw Unsafe($"{deed} and is told null: a key that is not there is empty", "wrong-answer");
        return told ?? "";
    }

    private IEnumerable<Operation> History() => _deeds.Select(deed => deed.ToOperation());

    // It stands, whatever else was left out of a run that is made smaller: no fault excuses it.
    private FailureException Unsafe(string what, string anchor)
    {
        var reason = $"{what}; {Handout.See(anchor)}";
        World.Fail(FailureKind.Safety, reason);
        return new FailureException(FailureKind.Safety, reason);
    }
}
