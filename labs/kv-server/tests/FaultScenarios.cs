using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>Part B: messages that come twice, late or slowly; clients that crash; nodes that stop; and all of it at once.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable.</remarks>
public sealed class FaultScenarios
{
    /// <summary>Requests and replies come twice, some of them seconds later: nothing is done twice.</summary>
    /// <remarks>Usual bug: a put is done whatever its version, so that the second copy undoes what came in between.</remarks>
    [Scenario(Part = "B")]
    public async Task A_request_that_comes_twice_is_done_once(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(5);
        cluster.Ledger.IsCalm = false;
        cluster.World.Network.Profile = Weather.Twice;
        cluster.Patience = Limits.UnreliableOperation;
        var load = new Workload(cluster, "a", "b") { Pause = 50.Milliseconds() };
        load.Start(clients);
        await cluster.PassAsync(15.Seconds());
        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Oks, 20, "puts that said Ok in 15 s");

        cluster.CheckHistory();
    }

    /// <summary>Messages come half a minute late, when their sender has long sent again: an old put changes nothing.</summary>
    /// <remarks>Usual bugs: an old reply is taken for the answer to a later request; an old put is done over a newer one.</remarks>
    [Scenario(Part = "B")]
    public async Task Messages_that_come_very_late_change_nothing(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(5);
        cluster.Ledger.IsCalm = false;
        cluster.World.Network.Profile = Weather.Late;
        cluster.Patience = null;
        var load = new Workload(cluster, "a", "b") { Pause = 500.Milliseconds() };
        load.Start(clients);
        await cluster.PassAsync(120.Seconds());
        cluster.EndFaults();
        await load.FinishAsync();
        await cluster.PassAsync(30.Seconds());
        foreach (var client in clients)
            await client.GetAsync("a");
        Progress.Expect(cluster.World, load.Oks, 5, "puts that said Ok in 120 s");

        cluster.CheckHistory();
    }

    /// <summary>An answer that takes four seconds is no lost message: who asks again after one, and listens no more to what it asked
    /// before, will never hear any.</summary>
    /// <remarks>Usual bug: the call's timeout is shorter than the way there and back.</remarks>
    [Scenario(Part = "B")]
    public async Task A_slow_link_is_not_a_lost_message(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        cluster.Ledger.IsCalm = false;
        cluster.Patience = Limits.SlowOperation;
        clients[0].SlowDown(1500.Milliseconds(), 2000.Milliseconds());
        clients[1].SlowDown(100.Milliseconds(), 2000.Milliseconds());
        var load = new Workload(cluster, "a") { Pause = 100.Milliseconds(), GetsInTen = 5 };
        load.Start(clients);
        await cluster.PassAsync(60.Seconds());
        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Done, 20, "operations in 60 s");

        cluster.CheckHistory();
    }

    /// <summary>Clients crash in the middle of their operations, and come back without memory. What a crash cut short was done or not,
    /// or is done later; it is never done twice, and nobody else is disturbed.</summary>
    /// <remarks>Usual bug: what tells two requests apart begins again in the next life.</remarks>
    [Scenario(Part = "B")]
    public async Task A_client_that_crashes_leaves_its_put_done_or_not(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(5);
        cluster.Ledger.IsCalm = false;
        cluster.Patience = null;
        cluster.World.Network.Profile = Weather.Unreliable;
        var load = new Workload(cluster, "a", "b") { Pause = 20.Milliseconds(), GetsInTen = 1 };
        load.Start(clients);
        for (var round = 0; round < 30; round++)
        {
            var random = cluster.Nemesis(round);
            var victim = cluster.Draw(random);
            if (random.Next(3) == 0)
                victim.Node.Crash();
            else
                victim.CrashAt(EffectKind.Send, random.Next(1, 6), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            await cluster.PassAsync(random.Between(50.Milliseconds(), 600.Milliseconds()));
            foreach (var client in clients.Where(_ => random.Next(2) == 0))
                client.Restart();
        }

        cluster.EndFaults();
        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Oks, 20, "puts that said Ok");

        cluster.CheckHistory();
    }

    /// <summary>Clients and the server stop for seconds and go on, and no two clocks run alike.</summary>
    /// <remarks>Usual bug: something is concluded from the time that has passed.</remarks>
    [Scenario(Part = "B")]
    public async Task Whoever_stops_for_a_while_goes_on_where_it_was(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(4);
        cluster.Ledger.IsCalm = false;
        cluster.Patience = null;
        var load = new Workload(cluster, "a", "b") { Pause = 150.Milliseconds() };
        load.Start(clients);
        for (var round = 0; round < 12; round++)
        {
            var random = cluster.Nemesis(round);
            var node = random.Next(3) == 0 ? cluster.Server : cluster.Draw(random).Node;
            foreach (var client in clients)
                client.Node.SetClockDrift(random.Next(-100_000, 100_001));
            node.Pause();
            await cluster.PassAsync(random.Between(10.Milliseconds(), random.Next(2) == 0 ? 500.Milliseconds() : 15.Seconds()));
            node.Resume();
            await cluster.PassAsync(random.Between(10.Milliseconds(), 300.Milliseconds()));
        }

        cluster.EndFaults();
        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Oks, 20, "puts that said Ok");

        cluster.CheckHistory();
    }

    /// <summary>Cuts, one-way cuts, crashes of clients, pauses, drifting clocks and bad networks, mixed as the seed draws it; when it is
    /// over, every client is served at once.</summary>
    [Scenario(Part = "B")]
    public async Task The_service_survives_a_storm(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(6);
        cluster.Ledger.IsCalm = false;
        cluster.Patience = null;
        var load = new Workload(cluster, "a", "b", "c") { Pause = 100.Milliseconds() };
        load.Start(clients);
        var storm = new Storm(cluster);
        for (var round = 1; round <= 40; round++)
            await storm.StrikeAsync(round);

        cluster.EndFaults();
        await load.FinishAsync();
        cluster.Patience = Limits.Operation;
        foreach (var client in clients)
        {
            await client.PutsAsync($"after {client.Id}", "the storm", 0, PutResult.Ok);
            await clients[0].GetsAsync($"after {client.Id}", "the storm", 1);
        }

        cluster.CheckHistory();
    }
}
