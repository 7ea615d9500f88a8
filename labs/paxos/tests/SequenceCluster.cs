using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Servers that agree on a sequence of values: part B.</summary>
public sealed class SequenceCluster : PaxosCluster
{
    private int _next;

    /// <summary>Starts the servers.</summary>
    public SequenceCluster(Trial trial)
        : base(trial, isSequence: true)
    {
    }

    /// <summary>The next instance that nobody has begun.</summary>
    public int Next() => _next++;

    /// <summary>The next instances that nobody has begun.</summary>
    public IReadOnlyList<int> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>A value of so many letters that was not there before.</summary>
    public string NextValue(int letters) => NextValue().PadRight(letters, '.');

    /// <summary>One of these servers begins a new instance, and all of them learn what comes of it.</summary>
    public async Task<int> AgreeAsync(Random random, IReadOnlyList<PaxosServer> among)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(among);
        var sequence = Next();
        await StartAsync([among[random.Next(among.Count)]], sequence);
        await DecidesAsync(among, sequence);
        return sequence;
    }

    /// <summary>Every server says Done up to an instance, and then begins a further one, with whose messages all hear of it.</summary>
    public async Task ForgetAsync(int upTo)
    {
        foreach (var server in Servers)
            await server.DoneAsync(upTo);
        await GossipAsync();
        await MinIsAsync(upTo + 1);
    }

    /// <summary>Every server begins a further instance, one after the other, so that all hear of all.</summary>
    public async Task GossipAsync()
    {
        foreach (var server in Servers)
        {
            var sequence = Next();
            await StartAsync([server], sequence);
            await DecidesAsync([server], sequence, Limits.UnreliableDecision, "a decision for the server that proposes");
        }
    }

    /// <summary>Waits until every server's Min is this.</summary>
    public Task MinIsAsync(int min) => UntilAsync(
        Limits.Decision, "a Min that all have heard of", $"{min}", () => Servers.All(server => server.Min == min), "min");

    /// <summary>Demands that no server has saved more than a little.</summary>
    public void CheckMemory()
    {
        foreach (var server in Servers)
            Expect.Budget(World, server.Node.PersistedSize, Limits.SavedState, "bytes of saved state when nearly all is forgotten");
    }

    /// <summary>Ends all faults, lets everybody who lacks a decision begin that instance, and waits until all know all.</summary>
    public async Task ConvergeAllAsync()
    {
        EndFaults();
        // The first events of those who have just begun a new life.
        await PassAsync(Poll);
        foreach (var sequence in Ledger.Begun.ToList())
            await StartAsync(Servers.Where(server => !Knows(server, sequence)), sequence);
        await UntilAsync(
            Limits.AfterFaults,
            "decisions that all know, all faults ended",
            $"{Ledger.Begun.Count} instances",
            () => Ledger.Begun.All(sequence => Servers.All(server => Knows(server, sequence))),
            "no-decision");
    }

    private static bool Knows(PaxosServer server, int sequence) => server.Status(sequence) is { Fate: not Fate.Pending };
}
