using Labs.Framework;
using Labs.Simulation;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Faults of many kinds; which kinds, and how often each, is itself drawn from the seed.</summary>
internal sealed class Storm
{
    private readonly PbCluster _cluster;
    private readonly Service _service;
    private readonly Action<Random>[] _faults;

    public Storm(PbCluster cluster, Service service)
    {
        (_cluster, _service) = (cluster, service);
        Action<Random>[] kinds = [CutOffSome, CutOneWay, CutOneWay, Pause, Drift, SlowDown, ChangeWeather, CrashAClient];
        var random = cluster.Nemesis(0);
        // Each kind is in with an even chance, and up to three times as frequent as another.
        var drawn = kinds.Where(_ => random.Next(2) == 0).SelectMany(kind => Enumerable.Repeat(kind, random.Next(1, 4)));
        _faults = [Heal, .. drawn];
    }

    /// <summary>Waits, without faults, until the data are on two servers, and crashes one of them, now or a few effects later.</summary>
    /// <remarks>At another moment the only copy of the data could go, and then the service must stand still for ever.</remarks>
    public async Task CrashAsync(int epoch)
    {
        var random = _cluster.World.RandomFor("crash", epoch);
        var view = await _service.SettleAsync();
        var victim = _service.Node(random.Next(2) == 0 ? view.Primary : view.Backup);
        if (random.Next(2) == 0)
            victim.Crash();
        else
            _ = victim.CrashAtEffect(null, random.Next(1, 6), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
        await _cluster.PassAsync(random.Between(200.Milliseconds(), 2.Seconds()));
        // From now on nobody crashes.
        victim.CancelPlannedCrash();
        if (victim.IsUp)
            return;
        // A ping that comes late keeps the dead alive for a while. If the other one were cut off meanwhile, the view service would take
        // that one out, who has the only copy left.
        var dead = view.Primary is { } primary && _service.Node(primary) == victim ? view.Primary : view.Backup;
        await _service.LateViewAsync("a view without the server that crashed", now => now.Primary != dead && now.Backup != dead);
    }

    /// <summary>One fault, and a while in which it lasts.</summary>
    public async Task StrikeAsync(int round)
    {
        var random = _cluster.Nemesis(round);
        _faults[random.Next(_faults.Length)](random);
        await _cluster.PassAsync(random.Between(50.Milliseconds(), 1500.Milliseconds()));
    }

    private void Heal(Random random) => _cluster.World.Network.Heal();

    private void CutOffSome(Random random)
    {
        foreach (var server in _service.Servers.Where(_ => random.Next(3) == 0))
            _cluster.World.Network.Isolate(server);
    }

    private void CutOneWay(Random random)
    {
        var (one, other) = (Draw(random), Draw(random));
        if (one != other)
            _cluster.World.Network.Cut(one, other);
    }

    private void Pause(Random random)
    {
        var node = Draw(random);
        if (node.IsPaused)
            node.Resume();
        else if (node.IsUp)
            node.Pause();
    }

    private void Drift(Random random)
    {
        foreach (var node in _service.Servers.Append(_service.ViewService))
            node.SetClockDrift(random.Next(-50_000, 50_001));
    }

    private void SlowDown(Random random)
    {
        var least = random.Between(0.Milliseconds(), 300.Milliseconds());
        var (one, other) = (Draw(random), Draw(random));
        if (one != other)
            _cluster.World.Network.SetLatency(one, other, least, least + random.Between(0.Milliseconds(), 300.Milliseconds()));
    }

    private void ChangeWeather(Random random) => _cluster.World.Network.Profile = random.Next(4) switch
    {
        0 => Weather.Reliable,
        1 => Weather.Unreliable,
        2 => Weather.Silent,
        _ => Weather.TwiceAndLate,
    };

    private void CrashAClient(Random random)
    {
        var client = _service.Clients[random.Next(1, _service.Clients.Count)];
        if (client.Node.IsUp)
            client.Node.Crash();
        else
            client.Node.Start();
    }

    private SimulatedNode Draw(Random random)
    {
        var place = random.Next(_service.Servers.Count + 1);
        return place == 0 ? _service.ViewService : _service.Servers[place - 1];
    }
}
