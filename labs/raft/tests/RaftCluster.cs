using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>A group of Raft servers in a world of its own: what a scenario does to them, and what it waits for.</summary>
/// <remarks>From the first event to the last, the cluster checks what must hold always: <see cref="Watch"/> says what.</remarks>
public sealed partial class RaftCluster
{
    /// <summary>labrpc's reliable network, where a caller may wait up to 7 s to hear that there is no way to a server.</summary>
    public static readonly NetworkProfile Reliable = NetworkProfile.Labrpc.WithLongDelays();

    /// <summary>labrpc's unreliable network: a request in ten is lost, and a reply in ten, and requests take up to 26 ms.</summary>
    public static readonly NetworkProfile Unreliable = NetworkProfile.LabrpcUnreliable.WithLongDelays();

    private static readonly TimeSpan Poll = 10.Milliseconds();

    private readonly ElectionWatch _elections;
    private readonly Ledger _ledger = new();
    private readonly SnapshotPlan _snapshots = new();

    /// <summary>Starts the servers.</summary>
    public RaftCluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        World = trial.World;
        World.Network.Profile = Reliable;
        var nodes = World.AddGroup(
            "raft",
            trial.Servers,
            (node, handle) => Boot(trial.Subject, node, handle));
        Servers = [.. nodes.Select(node => new RaftServer(node, _ledger))];
        _elections = new Watch(World, Servers, _ledger).Elections;
    }

    /// <summary>The world they live in.</summary>
    public World World { get; }

    /// <summary>All servers, by rising number.</summary>
    public IReadOnlyList<RaftServer> Servers { get; }

    /// <summary>The least number of servers that is more than half of them.</summary>
    public int Majority => (Servers.Count / 2) + 1;

    /// <summary>The highest term that any server has led in so far; 0 before the first election.</summary>
    public int LastLedTerm => _elections.LastLedTerm;

    private IRaft Boot(Subject subject, INode node, SimulatedNode handle)
    {
        // The first event comes after the constructor of this class, and so do all others.
        var server = Servers[handle.Id];
        server.Applied = new AppliedLog(server, _ledger);
        var service = new Service(node, World.AsEffects<IRaftHost>(handle, server.Applied), _snapshots);
        return service.Raft = subject.Create<IRaft>(node, service);
    }

    // ---- What the nemesis draws ----------------------------------------------------------------------------------------------

    /// <summary>The random sequence of the nemesis's action number <paramref name="action"/>; each has its own.</summary>
    public Random Nemesis(int action) => World.RandomFor("nemesis", action);

    /// <summary>Draws so many different servers, by rising number.</summary>
    public IReadOnlyList<RaftServer> Draw(Random random, int count)
    {
        ArgumentNullException.ThrowIfNull(random);
        var servers = Servers.ToArray();
        random.Shuffle(servers);
        return [.. servers.Take(count).OrderBy(server => server.Id)];
    }

    /// <summary>All servers but these, by rising number.</summary>
    public IReadOnlyList<RaftServer> Except(params IEnumerable<RaftServer> servers) => [.. Servers.Except(servers)];

    // ---- What an operator does -----------------------------------------------------------------------------------------------

    /// <summary>Lets virtual time pass.</summary>
    public Task PassAsync(TimeSpan time) => World.Tester.Delay(time);

    /// <summary>Lets virtual time pass, until the server is down or the time is over.</summary>
    public async Task PassWhileUpAsync(RaftServer server, TimeSpan atMost)
    {
        ArgumentNullException.ThrowIfNull(server);
        for (var end = World.Now + atMost; server.IsUp && World.Now < end;)
            await PassAsync(1.Milliseconds());
    }

    /// <summary>Cuts these servers off from everybody, also from each other.</summary>
    public void Isolate(params IEnumerable<RaftServer> servers)
    {
        foreach (var server in servers)
            World.Network.Isolate(server.Node);
    }

    /// <summary>Joins these servers with everybody again.</summary>
    public void Reconnect(params IEnumerable<RaftServer> servers)
    {
        foreach (var server in servers)
            World.Network.Reconnect(server.Node);
    }

    /// <summary>Lets only these servers talk, with each other; every other one is alone.</summary>
    public void ConnectOnly(IEnumerable<RaftServer> servers)
    {
        World.Network.Heal();
        Isolate(Except(servers));
    }

    /// <summary>Splits the servers: each side can talk within itself only.</summary>
    public void Partition(params IReadOnlyList<RaftServer>[] sides) =>
        World.Network.Partition([.. sides.Select(side => side.Select(server => server.Node).ToList())]);

    /// <summary>Cuts the link between two servers, both ways.</summary>
    public void Separate(RaftServer one, RaftServer other)
    {
        World.Network.Cut(one.Node, other.Node);
        World.Network.Cut(other.Node, one.Node);
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

    /// <summary>Ends all faults: every server is up, every link joined, the network as reliable as at the beginning.</summary>
    public void EndFaults()
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

    // ---- What must come, and what must not -----------------------------------------------------------------------------------

    /// <summary>Waits until all servers agree on one leader and its term.</summary>
    public Task<RaftServer> LeaderAsync(TimeSpan within) => LeaderAsync(within, Servers);

    /// <summary>Waits until these servers agree on one leader, one of them, and its term.</summary>
    public async Task<RaftServer> LeaderAsync(TimeSpan within, IReadOnlyList<RaftServer> among)
    {
        await UntilAsync(within, "one leader", Name(among), () => AgreedLeader(among) is not null, "no-leader");
        return AgreedLeader(among)!;
    }

    /// <summary>Waits until a server no longer believes that it leads in an old term.</summary>
    public Task StepsDownAsync(RaftServer leader, int term) =>
        UntilAsync(Limits.StepDown, "the end of an old leadership", $"{leader}, term {term}", () => !leader.LeadsIn(term), "step-down");

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
            {
                throw new FailureException(
                    FailureKind.Liveness, $"waited {Say(within)} for {what} ({of}), in vain: {Describe()}; {See(anchor)}");
            }

            await PassAsync(Poll);
        }

        World.NoteMargin(what, World.Now - start, within);
        World.WaitingFor = null;
    }

    /// <summary>Demands that for a time the leader keeps its term: nothing is wrong, so nobody needs an election.</summary>
    public async Task KeepsLeadingAsync(RaftServer leader, TimeSpan time, IReadOnlyList<RaftServer> among)
    {
        ArgumentNullException.ThrowIfNull(leader);
        var term = leader.Term;
        var end = World.Now + time;
        while (World.Now < end)
        {
            await PassAsync(Poll);
            if (AgreedLeader(among) == leader && leader.Term == term)
                continue;
            throw new FailureException(
                FailureKind.Liveness,
                $"{leader} led in term {term} and nothing was wrong, yet its leadership ended: {Describe()}; {See("needless-election")}");
        }
    }

    /// <summary>Demands that for a time none of these servers is elected: they can't reach a majority.</summary>
    /// <param name="time">For how long.</param>
    /// <param name="among">Who.</param>
    /// <param name="afterTerm">The last term in which they still could reach one.</param>
    public async Task NobodyIsElectedAsync(TimeSpan time, IReadOnlyList<RaftServer> among, int afterTerm = 0)
    {
        (_elections.Barred, _elections.BarredAfter) = (among, afterTerm);
        await PassAsync(time);
        (_elections.Barred, _elections.BarredAfter) = ([], 0);
    }

    /// <summary>What every server believes, in a line.</summary>
    public string Describe() => string.Join(", ", Servers.Select(Describe));

    /// <summary>Where the handout explains a failure.</summary>
    public static string See(string anchor) => $"see labs/raft/README.md#{anchor}";

    private string Describe(RaftServer server) => server.Status switch
    {
        null => $"{server} is down",
        { IsLeader: true } status => $"{server} leads in term {status.Term}{DescribeApplied(server)}",
        var status => $"{server} is in term {status.Term}{DescribeApplied(server)}",
    };

    private string DescribeApplied(RaftServer server) => _ledger.Count == 0 ? "" : $" and applied up to index {server.LastApplied}";

    private static string Say(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");

    private static RaftServer? AgreedLeader(IReadOnlyList<RaftServer> among)
    {
        var leaders = among.Where(server => server.Leads).ToList();
        return leaders.Count == 1 && among.All(server => server.Term == leaders[0].Term) ? leaders[0] : null;
    }

    private string Name(IReadOnlyList<RaftServer> servers) =>
        servers.Count == Servers.Count ? "all servers" : $"servers {string.Join(", ", servers.Select(server => server.Id))}";
}
