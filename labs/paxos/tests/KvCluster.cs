using Labs.Checking;
using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Servers of the key/value service and their clients: part C.</summary>
/// <remarks>What the clients did and saw is written down here, and checked as a whole by <see cref="CheckHistory"/>.</remarks>
public sealed class KvCluster : Cluster
{
    private readonly List<Operation> _history = [];
    private readonly List<SimulatedNode> _clients = [];

    /// <summary>Starts the servers.</summary>
    public KvCluster(Trial trial)
        : base(trial, isSequence: true)
    {
    }

    /// <summary>All clients, by rising number.</summary>
    public IReadOnlyList<SimulatedNode> Clients => _clients;

    /// <summary>Starts so many clients.</summary>
    public void StartClients(int clients)
    {
        string[] addresses = [.. Servers.Select(server => server.Node.Address)];
        _clients.AddRange(World.AddGroup("client", clients, (node, _) => Subject.Create<IClerk>(node, addresses)));
    }

    /// <summary>Gets a key.</summary>
    public Task<string> GetAsync(SimulatedNode client, string key) =>
        RunAsync(client, OperationKind.Get, key, null, clerk => clerk.GetAsync(key));

    /// <summary>Sets a key's value.</summary>
    public Task PutAsync(SimulatedNode client, string key, string value) => RunAsync(client, OperationKind.Put, key, value, async clerk =>
    {
        await clerk.PutAsync(key, value);
        return value;
    });

    /// <summary>Adds to a key's value.</summary>
    public Task AppendAsync(SimulatedNode client, string key, string value) => RunAsync(
        client, OperationKind.Append, key, value, async clerk =>
    {
        await clerk.AppendAsync(key, value);
        return value;
    });

    /// <summary>Waits until these operations have returned.</summary>
    public async Task ReturnAsync(string what, params IReadOnlyList<Task> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        await UntilAsync(Limits.AfterFaults, what, "all clients", () => operations.All(operation => operation.IsCompleted), "no-answer");
        await Task.WhenAll(operations);
    }

    /// <summary>Lets a client reach only these servers, both ways.</summary>
    public void ReachOnly(SimulatedNode client, IReadOnlyList<PaxosServer> reached)
    {
        foreach (var server in Servers)
        {
            if (reached.Contains(server))
            {
                World.Network.Join(client, server.Node);
                World.Network.Join(server.Node, client);
            }
            else
            {
                World.Network.Cut(client, server.Node);
                World.Network.Cut(server.Node, client);
            }
        }
    }

    /// <summary>A client appends so often to one key, one after the other, with something of its own each time, and then gets it.</summary>
    public async Task AppendManyAsync(SimulatedNode client, int count)
    {
        ArgumentNullException.ThrowIfNull(client);
        for (var i = 0; i < count; i++)
            await AppendAsync(client, "k", $"{client.Id}.{i};");
        await GetAsync(client, "k");
    }

    /// <summary>Demands that all operations so far, of all clients together, have one order that explains what each was told.</summary>
    public void CheckHistory() => Expect.Linearizable(World, SequentialModel.Kv, _history, See("not-linearizable"));

    private protected override object Create(INode node, PaxosServer server) =>
        Subject.Create<IKeyValueServer>(node, new PaxosSpy(server, server.Paxos!, Ledger));

    private async Task<string> RunAsync(
        SimulatedNode client, OperationKind kind, string key, string? value, Func<IClerk, Task<string>> run)
    {
        var at = _history.Count;
        var called = World.Now.Ticks;
        _history.Add(new Operation(client.Id, kind, key, called, null) { Value = value });
        var told = await client.InvokeAsync(run);
        _history[at] = new Operation(client.Id, kind, key, called, World.Now.Ticks) { Value = told };
        return told;
    }
}
