using Labs.Checking;
using Labs.Simulation;

namespace Labs.PaxosLab.Tests;

/// <summary>One client, as a scenario sees it: a handle, never the student's clerk. It does one operation at a time.</summary>
public sealed class KvClient
{
    private readonly KvCluster _cluster;

    internal KvClient(SimulatedNode node, KvCluster cluster) => (Node, _cluster) = (node, cluster);

    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; }

    /// <summary>Its number.</summary>
    public int Id => Node.Id;

    /// <summary>Gets a key.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public Task<string> GetAsync(string key) =>
        DoAsync(new Operation(Id, OperationKind.Get, key, 0, null), clerk => clerk.GetAsync(key));

    /// <summary>Sets a key's value.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public Task PutAsync(string key, string value) =>
        DoAsync(new Operation(Id, OperationKind.Put, key, 0, null) { Value = value }, async clerk =>
        {
            await clerk.PutAsync(key, value);
            return value;
        });

    /// <summary>Adds to a key's value.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public Task AppendAsync(string key, string value) =>
        DoAsync(new Operation(Id, OperationKind.Append, key, 0, null) { Value = value }, async clerk =>
        {
            await clerk.AppendAsync(key, value);
            return value;
        });

    /// <summary>Gets a key and demands one certain value.</summary>
    public async Task GetsAsync(string key, string value)
    {
        var told = await GetAsync(key);
        if (!string.Equals(told, value, StringComparison.Ordinal))
        {
            throw _cluster.Unsafe(
                $"{this} gets \"{key}\" and is told \"{PaxosServer.Show(told)}\", where \"{PaxosServer.Show(value)}\" is right",
                "wrong-answer");
        }
    }

    /// <summary>Lets it reach only these servers, both ways.</summary>
    public void ReachOnly(params IEnumerable<PaxosServer> servers)
    {
        var reached = servers.ToList();
        var network = _cluster.World.Network;
        foreach (var server in _cluster.Servers)
        {
            if (reached.Contains(server))
            {
                network.Join(Node, server.Node);
                network.Join(server.Node, Node);
            }
            else
            {
                network.Cut(Node, server.Node);
                network.Cut(server.Node, Node);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"client {Id}";

    private async Task<string> DoAsync(Operation operation, Func<IClerk, Task<string>> run)
    {
        var number = _cluster.Begin(operation);
        var coming = Node.InvokeAsync(run);
        if (_cluster.Patience is { } patience)
            await _cluster.WithinAsync(patience, "the end of an operation", $"{this}, {operation.Kind} \"{operation.Key}\"", coming);
        return _cluster.End(number, await coming);
    }
}
