using Labs.Framework;

namespace Labs.PaxosLab.Tests;

/// <summary>An adversary who loses no message, and chooses how long each takes: so that of two proposers each is overtaken by the other
/// between its first phase and its second, again and again.</summary>
/// <remarks>
/// It knows nothing of what the messages say. It sees who sends, and takes every second burst of a proposer for its second phase. The
/// third server is the judge, since either proposer needs it for a majority: a first phase reaches it at once, a second phase only when
/// the other's next first phase has been there. For that the second phases of the two arrive in turn, on a grid of times.
/// </remarks>
internal sealed class Duel
{
    // An answer that says 'refused' leaves this much time to come back with a higher ballot before the other's second phase arrives.
    private static readonly TimeSpan Step = 450.Milliseconds();

    private static readonly TimeSpan Quick = 5.Milliseconds();

    private readonly PaxosCluster _cluster;
    private readonly Duellist[] _duellists;
    private readonly PaxosServer _judge;

    /// <param name="cluster">Three servers.</param>
    /// <param name="servers">The same: two who duel, and the judge.</param>
    public Duel(PaxosCluster cluster, IReadOnlyList<PaxosServer> servers)
    {
        (_cluster, _judge) = (cluster, servers[2]);
        _duellists = [new Duellist(servers[0], 0), new Duellist(servers[1], 1)];
    }

    /// <summary>Lets the two propose, and rules for a time.</summary>
    public async Task RunAsync(TimeSpan time)
    {
        var network = _cluster.World.Network;
        foreach (var duellist in _duellists)
        {
            var node = duellist.Server.Node;
            network.SetLatency(node, _judge.Node, Quick, Quick);
            network.SetLatency(_judge.Node, node, Quick, Quick);
            network.SetLatency(node, Other(duellist).Server.Node, Step, Step);
        }

        var (start, calls) = (_cluster.World.Now, _cluster.World.Network.Calls);
        await _cluster.StartAsync([_duellists[0].Server]);
        while (_cluster.World.Now - start < time && _cluster.Decided() is null)
        {
            // The second one waits until the first one's second phase is under way.
            if (!_duellists[1].HasBegun && _cluster.World.Now - start >= 20.Milliseconds())
            {
                _duellists[1].HasBegun = true;
                await _cluster.StartAsync([_duellists[1].Server]);
            }

            foreach (var duellist in _duellists)
                Watch(duellist, _cluster.World.Now - start);
            await _cluster.PassAsync(1.Milliseconds());
        }

        var bursts = _duellists.Sum(duellist => duellist.Bursts);
        _cluster.World.Tell(_cluster.Decided() is null
            ? $"for {time.TotalSeconds} s the adversary has kept the two proposers from deciding, through {bursts / 2} ballots"
            : "a decision in spite of the adversary");
    }

    private Duellist Other(Duellist duellist) => _duellists[1 - duellist.Turn];

    // After each burst the next one is prepared for: it is of the other phase.
    private void Watch(Duellist duellist, TimeSpan now)
    {
        if (duellist.Server.Node.Calls == duellist.Calls)
            return;

        duellist.Calls = duellist.Server.Node.Calls;
        duellist.Bursts++;
        var latency = duellist.Bursts % 2 == 0 ? Quick : ArrivalAfter(now, duellist.Turn) - now;
        _cluster.World.Network.SetLatency(duellist.Server.Node, _judge.Node, latency, latency);
    }

    // The first of this proposer's times on the grid that leaves the other one a time of its own before it.
    private static TimeSpan ArrivalAfter(TimeSpan now, int turn)
    {
        var step = (int)(now / Step) + 1;
        if (step % 2 == turn)
            step += 2;
        else
            step++;
        return step * Step;
    }

    private sealed class Duellist(PaxosServer server, int turn)
    {
        public PaxosServer Server => server;

        public int Turn => turn;

        public long Calls { get; set; }

        public int Bursts { get; set; }

        public bool HasBegun { get; set; }
    }
}
