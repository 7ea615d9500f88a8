using Labs.Framework;
using Labs.Simulation;

namespace Labs.KvRaftLab.Tests;

/// <summary>Faults of many kinds; which kinds, and how often each, is itself drawn from the seed.</summary>
internal sealed class Storm
{
    /// <summary>How long after the end of a storm a message of it can still arrive.</summary>
    public static readonly TimeSpan Aftermath = 3.Seconds();

    private readonly Cluster _cluster;
    private readonly Action<Random>[] _faults;

    public Storm(Cluster cluster)
    {
        _cluster = cluster;
        Action<Random>[] kinds = [CutOffSome, CutOffLeaders, CutOneWay, PauseSome, Drift, ChangeWeather, CrashSome, CrashAtEffect];
        var random = cluster.Nemesis(0);
        // Each kind is in with an even chance, and up to three times as frequent as another.
        var drawn = kinds.Where(_ => random.Next(2) == 0).SelectMany(kind => Enumerable.Repeat(kind, random.Next(1, 4)));
        _faults = [Heal, RestartAll, .. drawn];
    }

    /// <summary>One fault.</summary>
    public void Strike(Random random) => _faults[random.Next(_faults.Length)](random);

    private void CutOffSome(Random random) => _cluster.ConnectOnly(_cluster.Draw(random, random.Next(2, _cluster.Servers.Count + 1)));

    private void CutOffLeaders(Random random) =>
        _cluster.ConnectOnly([.. _cluster.Servers.Where(server => !server.Leads)]);

    private void CutOneWay(Random random)
    {
        var pair = _cluster.Draw(random, 2);
        _cluster.CutOneWay(pair[0], isDeaf: random.Next(2) == 0, [pair[1]]);
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
        foreach (var victim in _cluster.Draw(random, 1).Where(server => server.IsUp))
            victim.CrashAt(null, random.Next(1, 20), boundary);
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

    private void ChangeWeather(Random random) => _cluster.Weather = random.Next(4) switch
    {
        0 => Cluster.Reliable,
        1 => Cluster.Unreliable,
        2 => Cluster.Unreliable.WithLongReordering(),
        _ => Cluster.Reliable.WithDuplicatesAndLateMessages(random.Next(100, 500)),
    };
}
