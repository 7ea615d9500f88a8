using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

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
    public async Task<GetReply> GetAsync(string key)
    {
        var deed = _cluster.Ledger.Begin(new Deed { Client = this, Key = key, Called = _cluster.World.Now });
        var coming = Node.InvokeAsync((IClerk clerk) => clerk.GetAsync(key));
        await EndAsync(deed, coming);
        return _cluster.Ledger.End(deed, await coming);
    }

    /// <summary>Puts a value, once.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public async Task<PutResult> PutAsync(string key, string value, long version)
    {
        var deed = _cluster.Ledger.Begin(
            new Deed { Client = this, Key = key, Put = value, Replaces = version, Called = _cluster.World.Now });
        var coming = Node.InvokeAsync((IClerk clerk) => clerk.PutAsync(key, value, version));
        await EndAsync(deed, coming);
        return _cluster.Ledger.End(deed, await coming);
    }

    /// <summary>Puts a value and demands one certain answer.</summary>
    public async Task PutsAsync(string key, string value, long version, PutResult expected)
    {
        var result = await PutAsync(key, value, version);
        if (result != expected)
        {
            Expect.Safety(
                false,
                $"{this} puts \"{value}\" in \"{key}\" with version {version} and is told {result}, where {expected} is right; "
                + Cluster.See(result == PutResult.Maybe ? "maybe" : "wrong-answer"));
        }
    }

    /// <summary>Gets a key and demands one certain value.</summary>
    public async Task GetsAsync(string key, string value, long version)
    {
        var reply = await GetAsync(key);
        if (reply != new GetReply(GetStatus.Ok, value, version))
        {
            Expect.Safety(
                false,
                $"{this} gets \"{key}\" and is told {reply}, where \"{value}\" with version {version} is right; "
                + Cluster.See("wrong-answer"));
        }
    }

    /// <summary>Gets a key and demands that there is none.</summary>
    public async Task FindsNoKeyAsync(string key)
    {
        var reply = await GetAsync(key);
        if (reply.Status != GetStatus.NoKey)
        {
            Expect.Safety(
                false, $"{this} gets \"{key}\", which nobody put, and is told {reply}; {Cluster.See("wrong-answer")}");
        }
    }

    /// <summary>Lets it reach only these servers, both ways.</summary>
    public void ReachOnly(params IEnumerable<Server> servers)
    {
        var reached = servers.ToList();
        foreach (var server in _cluster.Servers)
        {
            if (reached.Contains(server))
            {
                _cluster.World.Network.Join(Node, server.Node);
                _cluster.World.Network.Join(server.Node, Node);
            }
            else
            {
                _cluster.World.Network.Cut(Node, server.Node);
                _cluster.World.Network.Cut(server.Node, Node);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"client {Id}";

    private async Task EndAsync(Deed deed, Task coming)
    {
        if (_cluster.Patience is { } patience)
            await _cluster.WithinAsync(patience, "the end of an operation", deed.ToString(), coming, "no-answer");
    }
}
