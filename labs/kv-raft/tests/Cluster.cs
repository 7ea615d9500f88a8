using Labs.Framework;
using Labs.RaftLab;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>A group of servers in a world of its own: what a scenario does to them, and what it waits for.</summary>
public abstract class Cluster
{
    /// <summary>labrpc's reliable network.</summary>
    public static readonly NetworkProfile Reliable = NetworkProfile.Labrpc;

    /// <summary>labrpc's unreliable network: a request in ten is lost, and a reply in ten, and requests take up to 26 ms.</summary>
    public static readonly NetworkProfile Unreliable = NetworkProfile.LabrpcUnreliable;

    /// <summary>How often a waiting tester looks.</summary>
    protected static readonly TimeSpan Poll = 10.Milliseconds();

    private readonly Trial _trial;
    private readonly RaftLedger _ledger = new();

    /// <summary>Starts the servers, in the first events after the scenario's first wait.</summary>
    private protected Cluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        _trial = trial;
        World = trial.World;
        Weather = Reliable;
        Servers = [.. World.AddGroup("server", trial.Servers, Boot).Select(node => new Server(node))];
    }

    /// <summary>The world they live in.</summary>
    public World World { get; }

    /// <summary>All servers, by rising number.</summary>
    public IReadOnlyList<Server> Servers { get; }

    /// <summary>The least number of servers that is more than half of them.</summary>
    public int Majority => (Servers.Count / 2) + 1;

    /// <summary>How large Raft's saved state may grow before a server makes a snapshot; to be set before the first wait.</summary>
    public long LogLimit { get; set; } = long.MaxValue;

    /// <summary>How the network treats messages.</summary>
    public NetworkProfile Weather
    {
        get => World.Network.Profile;
        set
        {
            World.Network.Profile = value;
            if (value is { DuplicateRequestPerMille: > 0 })
                DoublesSince ??= World.Now;
        }
    }

    /// <summary>Since when requests may have been delivered twice; <see langword="null"/> where none ever was.</summary>
    public TimeSpan? DoublesSince { get; private set; }

    /// <summary>The submission under test.</summary>
    private protected Subject Subject => _trial.Subject;

    /// <summary>Makes the student's object on a server's node.</summary>
    private protected abstract object Create(INode node, Server server, Func<IRaftHost, IRaft> startRaft);

    private object Boot(INode node, SimulatedNode handle)
    {
        var server = Servers[handle.Id];
        var seam = server.Seam = new Seam(server, World.AsEffects(handle, _ledger.Watch(server)));
        return Create(node, server, service => seam.Start(service, host => Subject.Create<IRaft>(node, host)));
    }

    // ---- What the nemesis draws ----------------------------------------------------------------------------------------------

    /// <summary>The random sequence of the nemesis's action number <paramref name="action"/>; each has its own.</summary>
    public Random Nemesis(int action) => World.RandomFor("nemesis", action);

    /// <summary>Draws so many different servers, by rising number.</summary>
    public IReadOnlyList<Server> Draw(Random random, int count)
    {
        ArgumentNullException.ThrowIfNull(random);
        var servers = Servers.ToArray();
        random.Shuffle(servers);
        return [.. servers.Take(count).OrderBy(server => server.Id)];
    }

    /// <summary>All servers but these, by rising number.</summary>
    public IReadOnlyList<Server> Except(params IEnumerable<Server> servers) => [.. Servers.Except(servers)];

    // ---- What an operator does -----------------------------------------------------------------------------------------------

    /// <summary>Lets virtual time pass.</summary>
    public Task PassAsync(TimeSpan time) => World.Tester.Delay(time);

    /// <summary>Splits the servers: each side can talk within itself only. Clients still reach them all.</summary>
    public void Partition(params IReadOnlyList<Server>[] sides) =>
        World.Network.Partition([.. sides.Select(side => side.Select(server => server.Node).ToList())]);

    /// <summary>Lets only these servers talk, with each other; every other one is alone. Clients still reach them all.</summary>
    public void ConnectOnly(IReadOnlyList<Server> servers) =>
        Partition([servers, .. Except(servers).Select(server => (IReadOnlyList<Server>)[server])]);

    /// <summary>Cuts links between servers in one direction.</summary>
    /// <param name="victim">Whose links they are.</param>
    /// <param name="isDeaf">Whether it no longer hears the others; else they no longer hear it.</param>
    /// <param name="others">The others.</param>
    public void CutOneWay(Server victim, bool isDeaf, IEnumerable<Server> others)
    {
        ArgumentNullException.ThrowIfNull(victim);
        ArgumentNullException.ThrowIfNull(others);
        foreach (var other in others.ToList())
            World.Network.Cut(isDeaf ? other.Node : victim.Node, isDeaf ? victim.Node : other.Node);
    }

    /// <summary>Gives every message between servers so much delay.</summary>
    public void SlowDown(TimeSpan least, TimeSpan most)
    {
        foreach (var server in Servers)
        {
            foreach (var other in Except(server))
                World.Network.SetLatency(server.Node, other.Node, least, most);
        }
    }

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
    public void EndFaults()
    {
        Weather = Reliable;
        World.Network.Heal();
        foreach (var server in Servers)
            server.ClockDrift = 0;
        foreach (var node in World.Nodes)
        {
            node.CancelPlannedCrash();
            if (node.IsPaused)
                node.Resume();
            if (!node.IsUp)
                node.Start();
        }
    }

    // ---- What must come ------------------------------------------------------------------------------------------------------

    /// <summary>Waits until all servers agree on one leader and its term.</summary>
    public Task<Server> LeaderAsync() => LeaderAsync(Servers);

    /// <summary>Waits until these servers agree on one leader, one of them, and its term.</summary>
    public async Task<Server> LeaderAsync(IReadOnlyList<Server> among)
    {
        await UntilAsync(Limits.Election, "one leader", Name(among), () => AgreedLeader(among) is not null, "no-leader");
        return AgreedLeader(among)!;
    }

    /// <summary>Waits until something holds; if it doesn't in time, the trial fails and says what the servers believe.</summary>
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

    /// <summary>Demands that no server's log is too long.</summary>
    public void CheckLogs(long limit)
    {
        foreach (var server in Servers)
            Expect.Budget(World, server.Node.PersistedSize, limit, "bytes of Raft's saved state");
    }

    /// <summary>What every server believes, in a line.</summary>
    public string Describe() => string.Join(", ", Servers.Select(Describe));

    /// <summary>Where the handout explains a failure.</summary>
    public static string See(string anchor) => $"see labs/kv-raft/README.md#{anchor}";

    /// <summary>These servers in a message.</summary>
    public string Name(IReadOnlyList<Server> servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        return servers.Count == Servers.Count ? "all servers" : $"servers {string.Join(", ", servers.Select(server => server.Id))}";
    }

    /// <summary>The failure of something that did not come in time.</summary>
    private protected FailureException InVain(TimeSpan within, string what, string anchor) => new(
        FailureKind.Liveness,
        FormattableString.Invariant($"waited {within.TotalSeconds:0.###} s for {what}, in vain: {Describe()}; {See(anchor)}"));

    private static string Describe(Server server) => server.Status switch
    {
        null => server.IsUp ? $"{server} has no Raft" : $"{server} is down",
        { IsLeader: true } status => $"{server} leads in term {status.Term} and applied up to index {server.LastApplied}",
        var status => $"{server} is in term {status.Term} and applied up to index {server.LastApplied}",
    };

    private static Server? AgreedLeader(IReadOnlyList<Server> among)
    {
        var leaders = among.Where(server => server.Leads).ToList();
        return leaders.Count == 1 && among.All(server => server.Term == leaders[0].Term) ? leaders[0] : null;
    }
}
