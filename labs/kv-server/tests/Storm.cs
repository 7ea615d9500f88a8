using Labs.Framework;
using Labs.Simulation;

namespace Labs.KvServerLab.Tests;

/// <summary>Faults of many kinds; which kinds, and how often each, is itself drawn from the seed.</summary>
internal sealed class Storm
{
    private readonly KvCluster _cluster;
    private readonly Action<Random>[] _faults;

    public Storm(KvCluster cluster)
    {
        _cluster = cluster;
        Action<Random>[] kinds = [CutRequests, CutReplies, CutOffSome, CrashSome, CrashAtEffect, Pause, Drift, SlowDown, ChangeWeather];
        var random = cluster.Nemesis(0);
        // Each kind is in with an even chance, and up to three times as frequent as another.
        var drawn = kinds.Where(_ => random.Next(2) == 0).SelectMany(kind => Enumerable.Repeat(kind, random.Next(1, 4)));
        _faults = [Heal, RestartAll, .. drawn];
    }

    /// <summary>One fault, and a while in which it lasts.</summary>
    public async Task StrikeAsync(int round)
    {
        var random = _cluster.Nemesis(round);
        _faults[random.Next(_faults.Length)](random);
        await _cluster.PassAsync(random.Between(50.Milliseconds(), 1500.Milliseconds()));
    }

    private void CutRequests(Random random) => _cluster.Draw(random).CutRequests();

    private void CutReplies(Random random) => _cluster.Draw(random).CutReplies();

    private void CutOffSome(Random random)
    {
        foreach (var client in _cluster.Clients.Where(_ => random.Next(2) == 0))
            _cluster.World.Network.Isolate(client.Node);
    }

    private void Heal(Random random) => _cluster.World.Network.Heal();

    private void CrashSome(Random random) => _cluster.Draw(random).Node.Crash();

    private void CrashAtEffect(Random random) =>
        _cluster.Draw(random).CrashAt(null, random.Next(1, 10), random.Next(2) == 0 ? Boundary.Before : Boundary.After);

    private void RestartAll(Random random)
    {
        foreach (var client in _cluster.Clients)
            client.Restart();
    }

    private void Pause(Random random)
    {
        var node = random.Next(3) == 0 ? _cluster.Server : _cluster.Draw(random).Node;
        if (node.IsPaused)
            node.Resume();
        else if (node.IsUp)
            node.Pause();
    }

    private void Drift(Random random)
    {
        foreach (var client in _cluster.Clients)
            client.Node.SetClockDrift(random.Next(-100_000, 100_001));
    }

    private void SlowDown(Random random)
    {
        var least = random.Between(0.Milliseconds(), 1000.Milliseconds());
        _cluster.Draw(random).SlowDown(least, least + random.Between(0.Milliseconds(), 1000.Milliseconds()));
    }

    private void ChangeWeather(Random random) => _cluster.World.Network.Profile = random.Next(4) switch
    {
        0 => Weather.Reliable,
        1 => Weather.Unreliable,
        2 => Weather.Silent,
        _ => Weather.Late,
    };
}
