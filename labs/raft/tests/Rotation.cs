using Labs.Framework;
using Labs.Simulation;

namespace Labs.RaftLab.Tests;

/// <summary>Bare majorities take turns, while commands are proposed to everybody who believes to lead.</summary>
/// <remarks>A leader is mostly cut off in the middle of its work, and those that were cut off earlier come back with what they
/// have: so old entries meet new ones in ever new ways, which crashes alone seldom bring about.</remarks>
internal sealed class Rotation(RaftCluster cluster, bool withCrashes = false)
{
    private IReadOnlyList<RaftServer> _away = [];

    /// <summary>One turn: who is connected, what is proposed, how long it lasts.</summary>
    public async Task TurnAsync(int round)
    {
        var random = cluster.Nemesis(round);
        var size = random.Next(4) < 3 ? cluster.Majority : random.Next(1, cluster.Servers.Count + 1);
        var connected = random.Next(4) < 3 ? WithoutLeaders(random, size) : cluster.Draw(random, size);
        cluster.ConnectOnly(connected);
        _away = cluster.Except(connected);
        if (withCrashes)
            Crash(random, connected);
        await cluster.ProposeToLeadersAsync(random.Next(3));
        // Often just long enough for an election and a heartbeat or two.
        var most = random.Next(2) == 0 ? 700.Milliseconds() : 1500.Milliseconds();
        await cluster.PassAsync(random.Between(50.Milliseconds(), most));
        await cluster.ProposeToLeadersAsync(random.Next(2));
    }

    // Some of those who go crash instead, some of those who stay have just come back from a crash, and some will crash soon.
    private void Crash(Random random, IReadOnlyList<RaftServer> connected)
    {
        foreach (var server in _away.Where(_ => random.Next(3) == 0))
            server.Crash();
        foreach (var server in connected)
        {
            if (random.Next(5) == 0)
                server.Crash();
            server.Restart();
        }

        if (random.Next(3) == 0)
        {
            var boundary = random.Next(2) == 0 ? Boundary.Before : Boundary.After;
            connected[random.Next(connected.Count)].CrashAt(null, random.Next(1, 12), boundary);
        }
    }

    // The present leaders go, those who were away come back.
    private List<RaftServer> WithoutLeaders(Random random, int size)
    {
        var leaders = cluster.Servers.Where(server => server.Leads && !_away.Contains(server)).ToList();
        var drawn = cluster.Draw(random, cluster.Servers.Count).ToArray();
        random.Shuffle(drawn);
        var chosen = drawn.OrderBy(server => leaders.Contains(server) ? 2 : _away.Contains(server) ? 0 : 1).Take(size);
        return [.. chosen.OrderBy(server => server.Id)];
    }
}
