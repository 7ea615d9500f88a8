using Labs.Framework;

namespace Labs.PaxosLab.Tests;

/// <summary>An adversary who loses no message, and chooses how long each takes: so that of two proposers each is overtaken by the other
/// between its first phase and its second, again and again.</summary>
/// <remarks>
/// It knows nothing of what the messages say. It sees who sends, and when: what a proposer sends as soon as the answers can be there is its
/// second phase. A first phase reaches the others at once, a second phase only when the other proposer's next first phase has been there.
/// For that the second phases of the two arrive in turn, on a grid of times.
/// </remarks>
internal sealed class Duel
{
    // An answer that says 'refused' leaves this much time to come back with a higher ballot before the other's second phase arrives.
    private static readonly TimeSpan Step = 350.Milliseconds();

    private static readonly TimeSpan Quick = 5.Milliseconds();

    // The way to another server and back, and a little.
    private static readonly TimeSpan Answered = 12.Milliseconds();

    private readonly PaxosCluster _cluster;
    private readonly Duellist[] _duellists;

    /// <param name="cluster">Three servers.</param>
    /// <param name="servers">The same: two who duel, and one who looks on.</param>
    public Duel(PaxosCluster cluster, IReadOnlyList<PaxosServer> servers)
    {
        _cluster = cluster;
        _duellists = [new Duellist(servers[0], 0), new Duellist(servers[1], 1)];
    }

    /// <summary>Lets the two propose, and rules for a time.</summary>
    public async Task RunAsync(TimeSpan time)
    {
        foreach (var server in _cluster.Servers)
            Delay(server, Quick);

        var start = _cluster.World.Now;
        await _cluster.StartAsync([_duellists[0].Server]);
        while (_cluster.World.Now - start < time && _cluster.Decided() is null)
        {
            // The second one begins while the first one's second phase is under way.
            if (!_duellists[1].HasBegun && _cluster.World.Now - start >= Step + 20.Milliseconds())
            {
                _duellists[1].HasBegun = true;
                await _cluster.StartAsync([_duellists[1].Server]);
            }

            foreach (var duellist in _duellists)
                Watch(duellist, _cluster.World.Now - start);
            await _cluster.PassAsync(1.Milliseconds());
        }

        var overtaken = _duellists.Sum(duellist => duellist.Overtaken);
        _cluster.World.Tell(_cluster.Decided() is null
            ? $"for {time.TotalSeconds} s the adversary has kept the two proposers from deciding, through {overtaken} ballots that a "
              + "majority had promised"
            : "a decision in spite of the adversary");
    }

    // How long a message takes is settled before it is sent. So after a first phase the next burst is made slow, unless it does not come
    // when the answer has: then the answer was a refusal, and what comes next is another first phase.
    private void Watch(Duellist duellist, TimeSpan now)
    {
        var hasSent = duellist.Server.Node.Calls != duellist.Calls;
        duellist.Calls = duellist.Server.Node.Calls;
        if (hasSent && duellist.Asked is null)
        {
            duellist.Asked = now;
            Delay(duellist.Server, ArrivalAfter(now, duellist.Turn) - now);
        }
        else if (duellist.Asked is { } asked && (hasSent || now - asked > Answered))
        {
            duellist.Asked = null;
            duellist.Overtaken += hasSent ? 1 : 0;
            Delay(duellist.Server, Quick);
        }
    }

    private void Delay(PaxosServer server, TimeSpan latency)
    {
        foreach (var other in _cluster.Except(server))
            _cluster.World.Network.SetLatency(server.Node, other.Node, latency, latency);
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

        /// <summary>When it sent a first phase whose answer is still awaited.</summary>
        public TimeSpan? Asked { get; set; }

        /// <summary>How many second phases it has sent.</summary>
        public int Overtaken { get; set; }

        public bool HasBegun { get; set; }
    }
}
