using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Servers that agree: on one value in part A, on a sequence of them in part B.</summary>
public class PaxosCluster : Cluster
{
    private int _groups = 1;
    private int _values;

    /// <summary>Starts the servers.</summary>
    public PaxosCluster(Trial trial)
        : this(trial, isSequence: false)
    {
    }

    private protected PaxosCluster(Trial trial, bool isSequence)
        : base(trial, isSequence)
    {
    }

    /// <summary>Begins anew, with a group that has agreed on nothing yet; the former one is shut down.</summary>
    public void Renew()
    {
        EndFaults();
        CrashAll();
        StartGroup($"paxos{++_groups}");
    }

    /// <summary>A value that was not there before.</summary>
    public string NextValue() => $"v{++_values}";

    /// <summary>What was decided in an instance, as far as any server has said.</summary>
    public string? Decided(int sequence = 0) => Ledger.Decided(sequence);

    // ---- Proposing -----------------------------------------------------------------------------------------------------------

    /// <summary>Each of these servers that is up begins an instance with a value of its own.</summary>
    public async Task StartAsync(IEnumerable<PaxosServer> servers, int sequence = 0, bool isNeeded = true)
    {
        ArgumentNullException.ThrowIfNull(servers);
        foreach (var server in servers.ToList())
            await server.StartAsync(sequence, NextValue(), isNeeded);
    }

    // ---- What must be decided, and what must not -----------------------------------------------------------------------------

    /// <summary>Waits until these servers know what was decided.</summary>
    public Task DecidesAsync(IReadOnlyList<PaxosServer> servers, int sequence = 0) =>
        DecidesAsync(servers, sequence, Limits.Decision, "a decision");

    /// <summary>Waits until these servers know what was decided.</summary>
    public Task DecidesAsync(IReadOnlyList<PaxosServer> servers, int sequence, TimeSpan within, string what)
    {
        ArgumentNullException.ThrowIfNull(servers);
        return UntilAsync(
            within, what, $"instance {sequence}, {Name(servers)}", () => servers.All(server => server.HasDecided(sequence)), "no-decision");
    }

    /// <summary>Demands that an instance which is not decided is not decided for a while: nobody can reach a majority.</summary>
    public async Task StaysUndecidedAsync(TimeSpan time, int sequence = 0)
    {
        var before = Decided(sequence);
        await PassAsync(time);
        Expect.Safety(
            before is not null || Decided(sequence) is not { } value || World.IsFaultLeftOut,
            $"\"{Decided(sequence)}\" was decided in instance {sequence}, and nobody could reach a majority; {See("not-chosen")}");
    }

    /// <summary>Ends all faults, lets everybody who does not know the decision begin the instance, and waits until all know it.</summary>
    public async Task ConvergeAsync(int sequence = 0)
    {
        EndFaults();
        // The first events of those who have just begun a new life.
        await PassAsync(Poll);
        await StartAsync(Servers.Where(server => !server.HasDecided(sequence)), sequence);
        await DecidesAsync(Servers, sequence, Limits.AfterFaults, "a decision that all know, all faults ended");
    }

    private protected override string Describe() =>
        $"; known: {string.Join(", ", Servers.Select(server => $"{server} {(server.IsUp ? Describe(server) : "is down")}"))}";

    private string Describe(PaxosServer server)
    {
        var decided = Ledger.Begun.Where(server.HasDecided).ToList();
        return decided.Count == 0 ? "nothing" : $"instances {string.Join(' ', decided.TakeLast(8))}";
    }
}
