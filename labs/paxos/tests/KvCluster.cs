using Labs.Checking;
using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Servers of the key/value service and their clients: part C.</summary>
/// <remarks>What the clients did and saw is written down here, and <see cref="ConcludeAsync"/> checks it as a whole.</remarks>
public sealed class KvCluster : Cluster
{
    private readonly List<Operation> _history = [];
    private readonly List<KvClient> _clients = [];

    /// <summary>Starts the servers.</summary>
    public KvCluster(Trial trial)
        : base(trial, isSequence: true)
    {
    }

    /// <summary>All clients, by rising number.</summary>
    public IReadOnlyList<KvClient> Clients => _clients;

    /// <summary>How long an operation that begins now may take; <see langword="null"/> where only the end of the faults sets a
    /// limit.</summary>
    public TimeSpan? Patience { get; set; } = Limits.Operation;

    /// <summary>Starts so many clients, and sees that the service works: what the first one puts, the last one gets.</summary>
    public async Task<IReadOnlyList<KvClient>> StartAsync(int clients)
    {
        string[] addresses = [.. Servers.Select(server => server.Node.Address)];
        var nodes = World.AddGroup("client", clients, (node, _) => Subject.Create<IClerk>(node, addresses));
        _clients.AddRange(nodes.Select(node => new KvClient(node, this)));
        var value = $"greeting {World.RandomFor("greeting").Next(1000)}";
        await _clients[0].PutAsync("greeting", value);
        await _clients[^1].GetsAsync("greeting", value);
        return _clients;
    }

    /// <inheritdoc/>
    public override void EndFaults()
    {
        base.EndFaults();
        foreach (var client in _clients)
        {
            client.Node.CancelPlannedCrash();
            if (!client.Node.IsUp)
                client.Node.Start();
        }
    }

    /// <summary>Waits for something that clients do; if it doesn't come in time, the trial fails.</summary>
    /// <param name="within">How long it may take.</param>
    /// <param name="what">What is awaited; the same words in every trial.</param>
    /// <param name="of">Of whom.</param>
    /// <param name="coming">What is awaited.</param>
    public async Task WithinAsync(TimeSpan within, string what, string of, Task coming)
    {
        using var ended = new CancellationTokenSource();
        var start = World.Now;
        World.WaitingFor = $"{what} ({of})";
        if (await Task.WhenAny(coming, World.Tester.Delay(within, ended.Token)) != coming)
            throw InVain(within, $"{what} ({of})", "no-answer");

        ended.Cancel();
        World.WaitingFor = null;
        World.NoteMargin(what, World.Now - start, within);
        await coming;
    }

    /// <summary>Waits for operations that were under way when the faults ended.</summary>
    public Task ReturnAsync(params IReadOnlyList<Task> operations) =>
        WithinAsync(Limits.AfterFaults, "the operations under way, all faults ended", "all clients", Task.WhenAll(operations));

    /// <summary>Ends all faults, waits until every client has got on and nothing late is under way any more, and then asks every server
    /// for every key: what they tell must be what the clients were told.</summary>
    internal async Task ConcludeAsync(Workload? load = null)
    {
        EndFaults();
        Patience = null;
        if (load is not null)
            await ReturnAsync(load.EndAsync());

        await PassAsync(Limits.LateMessages);
        Patience = Limits.AfterFaults;
        foreach (var server in Servers)
        {
            _clients[0].ReachOnly(server);
            foreach (var key in _history.Select(operation => operation.Key).Distinct().ToList())
                await _clients[0].GetAsync(key);
        }

        Expect.Linearizable(World, SequentialModel.Kv, _history, See("not-linearizable"));
    }

    /// <summary>An operation is about to be called.</summary>
    /// <returns>Its number.</returns>
    internal int Begin(Operation operation)
    {
        _history.Add(operation with { Call = World.Now.Ticks });
        return _history.Count - 1;
    }

    /// <summary>An operation has returned.</summary>
    internal string End(int number, string? told)
    {
        var operation = _history[number];
        if (told is null)
        {
            throw Unsafe(
                $"client {operation.Client} gets \"{operation.Key}\" and is told null: a key that is not there is empty", "wrong-answer");
        }

        _history[number] = operation with { Return = World.Now.Ticks, Value = told };
        return told;
    }

    /// <summary>A failure that stands, whatever is left out of a run that is made smaller: no fault excuses it.</summary>
    internal FailureException Unsafe(string what, string anchor)
    {
        var reason = $"{what}; {See(anchor)}";
        World.Fail(FailureKind.Safety, reason);
        return new FailureException(FailureKind.Safety, reason);
    }

    private protected override object Create(INode node, PaxosServer server) =>
        Subject.Create<IKeyValueServer>(node, new PaxosSpy(server, server.Paxos!, Ledger));

    private protected override string Describe() => $"; {string.Join(", ", Servers.Select(Describe))}";

    private static string Describe(PaxosServer server) => server.IsUp
        ? $"{server} has heard of instance {server.Max} and forgotten those below {server.Min}"
        : $"{server} is down";
}
