using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>One client, as a scenario sees it: a handle, never the student's object.</summary>
public sealed class KvClient
{
    private readonly KvCluster _cluster;

    internal KvClient(SimulatedNode node, KvCluster cluster) => (Node, _cluster) = (node, cluster);

    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; }

    /// <summary>Its number.</summary>
    public int Id => Node.Id;

    // ---- Operations ----------------------------------------------------------------------------------------------------------

    /// <summary>Gets a key.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public async Task<GetReply> GetAsync(string key)
    {
        var deed = _cluster.Ledger.BeginGet(this, key);
        var coming = Node.InvokeAsync((ClientProgram client) => client.Clerk.GetAsync(key));
        await EndAsync(deed, coming);
        return _cluster.Ledger.EndGet(deed, await coming);
    }

    /// <summary>Puts a value, once.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public Task<PutResult> PutAsync(string key, string value, long version) =>
        PutAsync(key, value, version, program => program.Clerk);

    /// <summary>Puts a value by a clerk that is made for it.</summary>
    public Task<PutResult> PutByNewClerkAsync(string key, string value, long version) =>
        PutAsync(key, value, version, program => program.NewClerk());

    /// <summary>Puts a value and demands one certain answer.</summary>
    public async Task PutsAsync(string key, string value, long version, PutResult expected)
    {
        var result = await PutAsync(key, value, version);
        Expect.Safety(
            result == expected,
            $"{this} put \"{value}\" in \"{key}\" with version {version} and was told {result}, where {expected} is right; "
            + KvCluster.See("wrong-answer"));
    }

    /// <summary>Gets a key and demands one certain value.</summary>
    public async Task GetsAsync(string key, string value, long version)
    {
        var reply = await GetAsync(key);
        Expect.Safety(
            reply == new GetReply(GetStatus.Ok, value, version),
            $"{this} asked for \"{key}\" and was told {reply}, where \"{value}\" with version {version} is right; "
            + KvCluster.See("wrong-answer"));
    }

    /// <summary>Gets a key and demands that there is none.</summary>
    public async Task FindsNoKeyAsync(string key)
    {
        var reply = await GetAsync(key);
        Expect.Safety(
            reply == new GetReply(GetStatus.NoKey, "", 0),
            $"{this} asked for \"{key}\", which nobody put, and was told {reply}; {KvCluster.See("wrong-answer")}");
    }

    // ---- Locks ---------------------------------------------------------------------------------------------------------------

    /// <summary>Waits until a holder on this client has the lock.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public async Task AcquireAsync(string name, int holder = 0)
    {
        await Node.InvokeAsync((ClientProgram client) => client.Lock(name, holder).AcquireAsync());
        _cluster.Locks.Acquired(name, this, holder);
    }

    /// <summary>Gives the lock back.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public async Task ReleaseAsync(string name, int holder = 0)
    {
        _cluster.Locks.Releases(name, this, holder);
        await Node.InvokeAsync((ClientProgram client) => client.Lock(name, holder).ReleaseAsync());
    }

    // ---- Faults --------------------------------------------------------------------------------------------------------------

    /// <summary>What this client sends no longer reaches the server.</summary>
    public void CutRequests() => _cluster.World.Network.Cut(Node, _cluster.Server);

    /// <summary>What the server answers no longer reaches this client.</summary>
    public void CutReplies() => _cluster.World.Network.Cut(_cluster.Server, Node);

    /// <summary>Gives both directions of its link so much delay.</summary>
    public void SlowDown(TimeSpan least, TimeSpan most)
    {
        _cluster.World.Network.SetLatency(Node, _cluster.Server, least, most);
        _cluster.World.Network.SetLatency(_cluster.Server, Node, least, most);
    }

    /// <summary>Joins it with the server again, both ways.</summary>
    public void Reconnect() => _cluster.World.Network.Reconnect(Node);

    /// <summary>Plans a crash at an effect that is still to come.</summary>
    /// <param name="kind">The kind of effect; <see langword="null"/> for any.</param>
    /// <param name="ordinal">Which one from now on, from 1.</param>
    /// <param name="boundary">On which side of it.</param>
    public void CrashAt(EffectKind? kind, int ordinal, Boundary boundary)
    {
        if (Node.IsUp)
            _ = Node.CrashAtEffect(kind, ordinal, boundary);
    }

    /// <summary>Starts it, if it is down.</summary>
    public void Restart()
    {
        if (!Node.IsUp)
            Node.Start();
    }

    /// <inheritdoc/>
    public override string ToString() => $"client {Id}";

    private async Task<PutResult> PutAsync(string key, string value, long version, Func<ClientProgram, IClerk> clerk)
    {
        var deed = _cluster.Ledger.BeginPut(this, key, value, version);
        var coming = Node.InvokeAsync((ClientProgram client) => clerk(client).PutAsync(key, value, version));
        await EndAsync(deed, coming);
        return _cluster.Ledger.EndPut(deed, await coming);
    }

    private async Task EndAsync(Deed deed, Task coming)
    {
        if (_cluster.Patience is { } patience)
            await _cluster.WithinAsync(patience, "the end of an operation", deed.ToString(), coming, "no-answer");
    }
}
