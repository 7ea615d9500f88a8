using Labs.Checking;
using Labs.Framework;
using Labs.RaftLab;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>Servers of the key/value service and their clients: part B, and what part C adds to it.</summary>
/// <remarks>Every operation that a scenario lets a client do stands in the ledger, which checks each one when it returns;
/// <see cref="ConcludeAsync"/> checks them all together.</remarks>
public sealed class KvCluster : Cluster
{
    private readonly List<KvClient> _clients = [];

    /// <summary>Starts the servers.</summary>
    public KvCluster(Trial trial)
        : base(trial) => Ledger = new Ledger(World);

    /// <summary>All clients, by rising number.</summary>
    public IReadOnlyList<KvClient> Clients => _clients;

    /// <summary>How long an operation that begins now may take; <see langword="null"/> where only the end of the faults sets a
    /// limit.</summary>
    public TimeSpan? Patience { get; set; } = Limits.Agreement;

    internal Ledger Ledger { get; }

    private protected override object Create(INode node, Server server, Func<IRaftHost, IRaft> startRaft) =>
        Subject.Create<IKeyValueServer>(node, startRaft, LogLimit);

    /// <summary>Starts so many clients, and sees that the service works: what the first one puts, all get.</summary>
    public async Task<IReadOnlyList<KvClient>> StartAsync(int clients)
    {
        string[] addresses = [.. Servers.Select(server => server.Node.Address)];
        var nodes = World.AddGroup("client", clients, (node, _) => Subject.Create<IClerk>(node, addresses));
        _clients.AddRange(nodes.Select(node => new KvClient(node, this)));
        await LeaderAsync();
        var value = $"greeting {World.RandomFor("greeting").Next()}";
        await _clients[0].PutsAsync("greeting", value, 0, PutResult.Ok);
        foreach (var client in _clients)
            await client.GetsAsync("greeting", value, 1);
        Patience = Limits.Operation;
        return _clients;
    }

    /// <summary>Waits for something; if it doesn't come in time, the trial fails.</summary>
    /// <param name="within">How long it may take.</param>
    /// <param name="what">What is awaited; the same words in every trial.</param>
    /// <param name="of">Of whom.</param>
    /// <param name="coming">What is awaited.</param>
    /// <param name="anchor">Where the handout speaks of it.</param>
    public async Task WithinAsync(TimeSpan within, string what, string of, Task coming, string anchor)
    {
        using var ended = new CancellationTokenSource();
        var start = World.Now;
        World.WaitingFor = $"{what} ({of})";
        if (await Task.WhenAny(coming, World.Tester.Delay(within, ended.Token)) != coming)
            throw InVain(within, $"{what} ({of})", anchor);

        ended.Cancel();
        World.WaitingFor = null;
        World.NoteMargin(what, World.Now - start, within);
        await coming;
    }

    /// <summary>Ends all faults, waits until every client has got on, and then takes the leader away, twice: what the next ones know
    /// must be what the clients were told.</summary>
    internal async Task ConcludeAsync(Workload? load = null)
    {
        EndFaults();
        Patience = null;
        if (load is not null)
        {
            await WithinAsync(
                Limits.AfterFaults, "the operations under way, all faults ended", "all clients", load.EndAsync(), "no-answer");
        }

        Patience = Limits.AfterFaults;
        for (var turn = 0; turn < 2; turn++)
        {
            var leader = await LeaderAsync();
            leader.Crash();
            _clients[0].ReachOnly(await LeaderAsync(Except(leader)));
            foreach (var key in Ledger.Keys)
                await _clients[0].GetAsync(key);
            EndFaults();
        }

        CheckHistory();
    }

    /// <summary>Demands that all operations so far, of all clients together, have one order that explains what each was told.</summary>
    private void CheckHistory() => Expect.Linearizable(
        World, SequentialModel.VersionedKv, Ledger.Deeds.Select(deed => deed.ToOperation(DoublesSince)), See("not-linearizable"));
}
