using Labs.Framework;
using Labs.Simulation;

namespace Labs.PaxosLab.Tests;

/// <summary>Faults of many kinds; which kinds, and how often each, is itself drawn from the seed.</summary>
internal sealed class Storm
{
    private readonly Cluster _cluster;
    private readonly Action<Random>[] _faults;

    /// <param name="cluster">The servers.</param>
    /// <param name="action">The number of the nemesis's action that draws the mix.</param>
    public Storm(Cluster cluster, int action)
    {
        _cluster = cluster;
        Action<Random>[] kinds = [CutOffSome, CutOneWay, PauseSome, Drift, ChangeWeather, SlowDown, CrashSome, CrashAtEffect];
        var random = cluster.Nemesis(action);
        // Each kind is in with an even chance, and up to three times as frequent as another.
        var drawn = kinds.Where(_ => random.Next(2) == 0).SelectMany(kind => Enumerable.Repeat(kind, random.Next(1, 4)));
        _faults = [Heal, RestartAll, .. drawn];
    }

    /// <summary>One fault, and a while in which it lasts.</summary>
    public async Task StrikeAsync(Random random)
    {
        _faults[random.Next(_faults.Length)](random);
        await _cluster.PassAsync(random.Next(2) == 0
            ? random.Between(TimeSpan.Zero, 5.Milliseconds())
            : random.Between(5.Milliseconds(), 400.Milliseconds()));
    }

    private void CutOffSome(Random random) => _cluster.ConnectOnly(_cluster.Draw(random, random.Next(2, _cluster.Servers.Count + 1)));

    private void CutOneWay(Random random)
    {
        var pair = _cluster.Shuffled(random);
        _cluster.World.Network.Cut(pair[0].Node, pair[1].Node);
    }

    private void SlowDown(Random random)
    {
        var pair = _cluster.Shuffled(random);
        var least = random.Between(TimeSpan.Zero, 1.Seconds());
        _cluster.World.Network.SetLatency(pair[0].Node, pair[1].Node, least, least + random.Between(TimeSpan.Zero, 1.Seconds()));
    }

    private void Heal(Random random) => _cluster.World.Network.Heal();

    private void CrashSome(Random random)
    {
        foreach (var server in _cluster.Draw(random, random.Next(1, _cluster.Servers.Count + 1)))
            server.Crash();
    }

    private void CrashAtEffect(Random random)
    {
        var boundary = random.Next(2) == 0 ? Boundary.Before : Boundary.After;
        _cluster.Draw(random, 1)[0].CrashAt(null, random.Next(1, 20), boundary);
    }

    private void RestartAll(Random random) => _cluster.RestartAll();

    private void PauseSome(Random random)
    {
        foreach (var server in _cluster.Draw(random, random.Next(1, 3)).Where(server => server.IsUp))
        {
            if (server.Node.IsPaused)
                server.Node.Resume();
            else
                server.Node.Pause();
        }
    }

    private void Drift(Random random)
    {
        foreach (var server in _cluster.Servers)
            server.ClockDrift = random.Next(-100_000, 100_001);
    }

    private void ChangeWeather(Random random) => _cluster.World.Network.Profile = random.Next(4) switch
    {
        0 => Cluster.Reliable,
        1 => Cluster.Unreliable,
        2 => Cluster.Unreliable.WithLongReordering(),
        _ => Cluster.Reliable.WithDuplicatesAndLateMessages(random.Next(100, 500)),
    };
}
