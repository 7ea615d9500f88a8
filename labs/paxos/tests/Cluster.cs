using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>A group of servers in a world of its own: what a scenario does to them, and what it waits for.</summary>
/// <remarks>From the first event to the last, each group is watched for what must hold always: <see cref="Watch"/> says what.</remarks>
public abstract class Cluster
{
    /// <summary>labrpc's reliable network.</summary>
    public static readonly NetworkProfile Reliable = NetworkProfile.Labrpc;

    /// <summary>labrpc's unreliable network: a request in ten is lost, and a reply in ten, and requests take up to 26 ms.</summary>
    public static readonly NetworkProfile Unreliable = NetworkProfile.LabrpcUnreliable;

    /// <summary>How often a waiting tester looks.</summary>
    protected static readonly TimeSpan Poll = 1.Milliseconds();

    private readonly Trial _trial;
    private readonly bool _isSequence;

    /// <summary>Starts the servers.</summary>
    private protected Cluster(Trial trial, bool isSequence)
    {
        ArgumentNullException.ThrowIfNull(trial);
        (_trial, _isSequence) = (trial, isSequence);
        World = trial.World;
        World.Network.Profile = Reliable;
        StartGroup("paxos");
    }

    /// <summary>The world they live in.</summary>
    public World World { get; }

    /// <summary>All servers, by rising number.</summary>
    public IReadOnlyList<PaxosServer> Servers { get; private set; } = [];

    /// <summary>The least number of servers that is more than half of them.</summary>
    public int Majority => (Servers.Count / 2) + 1;

    /// <summary>What the present group was asked for and has decided.</summary>
    private protected Ledger Ledger { get; private set; } = new();

    /// <summary>The submission under test.</summary>
    private protected Subject Subject => _trial.Subject;

    /// <summary>Makes what runs on a server, in each of its lives.</summary>
    /// <param name="node">The node.</param>
    /// <param name="server">The server, whose Paxos is made already.</param>
    private protected virtual object Create(INode node, PaxosServer server) => server.Paxos!;

    /// <summary>Starts a group that has agreed on nothing, in place of the present one.</summary>
    private protected void StartGroup(string name)
    {
        var ledger = new Ledger();
        PaxosServer[] servers = [];
        servers = [.. World.AddGroup(name, _trial.Servers, (node, handle) => Boot(node, servers![handle.Id]))
            .Select(node => new PaxosServer(node, ledger))];
        (Servers, Ledger) = (servers, ledger);
        _ = new Watch(World, servers, ledger, _isSequence);
    }

    // The first event comes after the group is made, and so do all others.
    private object Boot(INode node, PaxosServer server)
    {
        server.Paxos = Subject.Create<IPaxos>(node);
        return Create(node, server);
    }

    // ---- What the nemesis draws ----------------------------------------------------------------------------------------------

    /// <summary>The random sequence of the nemesis's action number <paramref name="action"/>; each has its own.</summary>
    public Random Nemesis(int action) => World.RandomFor("nemesis", action);

    /// <summary>All servers, in an order that is drawn.</summary>
    public PaxosServer[] Shuffled(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var servers = Servers.ToArray();
        random.Shuffle(servers);
        return servers;
    }

    /// <summary>Draws so many different servers, by rising number.</summary>
    public IReadOnlyList<PaxosServer> Draw(Random random, int count) => [.. Shuffled(random).Take(count).OrderBy(server => server.Id)];

    /// <summary>All servers but these, by rising number.</summary>
    public IReadOnlyList<PaxosServer> Except(params IEnumerable<PaxosServer> servers) => [.. Servers.Except(servers)];

    // ---- What an operator does -----------------------------------------------------------------------------------------------

    /// <summary>Lets virtual time pass.</summary>
    public Task PassAsync(TimeSpan time) => World.Tester.Delay(time);

    /// <summary>Lets virtual time pass, until something holds or the time is over.</summary>
    public async Task PassUntilAsync(TimeSpan atMost, Func<bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        for (var end = World.Now + atMost; !holds() && World.Now < end;)
            await PassAsync(Poll);
    }

    /// <summary>Splits the servers: each side can talk within itself only.</summary>
    public void Partition(params IReadOnlyList<PaxosServer>[] sides) =>
        World.Network.Partition([.. sides.Select(side => side.Select(server => server.Node).ToList())]);

    /// <summary>Lets only these servers talk, with each other; every other one is alone.</summary>
    public void ConnectOnly(params IReadOnlyList<PaxosServer> servers) =>
        Partition([servers, .. Except(servers).Select(server => (IReadOnlyList<PaxosServer>)[server])]);

    /// <summary>Crashes all servers.</summary>
    public void CrashAll()
    {
        foreach (var server in Servers)
            server.Crash();
    }

    /// <summary>Starts all servers that are down.</summary>
    public void RestartAll()
    {
        foreach (var server in Servers)
            server.Restart();
    }

    /// <summary>Ends all faults: everybody is up, every link joined, the network as reliable as at the beginning.</summary>
    public virtual void EndFaults()
    {
        World.Network.Profile = Reliable;
        World.Network.Heal();
        foreach (var server in Servers)
        {
            server.Node.CancelPlannedCrash();
            server.ClockDrift = 0;
            if (server.Node.IsPaused)
                server.Node.Resume();
        }

        RestartAll();
    }

    // ---- What must come ------------------------------------------------------------------------------------------------------

    /// <summary>Waits until something holds; if it doesn't in time, the trial fails and says what the servers know.</summary>
    /// <param name="within">How long it may take.</param>
    /// <param name="what">What is awaited; the same words in every trial.</param>
    /// <param name="of">Of whom.</param>
    /// <param name="holds">Whether it is there.</param>
    /// <param name="anchor">Where the handout speaks of it.</param>
    public async Task UntilAsync(TimeSpan within, string what, string of, Func<bool> holds, string anchor)
    {
        ArgumentNullException.ThrowIfNull(holds);
        World.WaitingFor = $"{what} ({of})";
        var start = World.Now;
        while (!holds())
        {
            if (World.Now - start >= within)
                throw InVain(within, $"{what} ({of})", anchor);
            await PassAsync(Poll);
        }

        World.NoteMargin(what, World.Now - start, within);
        World.WaitingFor = null;
    }

    /// <summary>Where the handout explains a failure.</summary>
    public static string See(string anchor) => $"see labs/paxos/README.md#{anchor}";

    /// <summary>These servers in a message.</summary>
    public string Name(IReadOnlyList<PaxosServer> servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        return servers.Count == Servers.Count ? "all servers" : $"servers {string.Join(", ", servers.Select(server => server.Id))}";
    }

    /// <summary>What the servers know, in a line.</summary>
    private protected virtual string Describe() => "";

    /// <summary>The failure of something that did not come in time.</summary>
    private protected FailureException InVain(TimeSpan within, string what, string anchor) => new(
        FailureKind.Liveness,
        FormattableString.Invariant($"waited {within.TotalSeconds:0.###} s for {what}, in vain{Describe()}; {See(anchor)}"));
}
