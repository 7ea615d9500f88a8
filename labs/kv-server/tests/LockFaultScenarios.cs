using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>Part C: the lock when links fail one way and clients crash.</summary>
/// <remarks>In every scenario at most one holds a lock, from the moment at which the acquisition returns to the call of the
/// release.</remarks>
public sealed class LockFaultScenarios
{
    /// <summary>Again and again a client is cut off one way, in the middle of taking the lock or giving it back: it was done, or it was
    /// not, and the client finds out.</summary>
    /// <remarks>Usual bugs: those of Maybe. To take it for the lock makes two holders; to take it for a refusal makes a client wait for
    /// itself; to make a release again frees the lock of somebody else.</remarks>
    [Scenario(Part = "C")]
    public async Task A_maybe_is_looked_into(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(4);
        cluster.Ledger.IsCalm = false;
        cluster.Patience = null;
        foreach (var client in clients)
            client.SlowDown(1.Milliseconds(), 12.Milliseconds());
        var crowd = new Crowd(cluster, "l") { StayMost = 60.Milliseconds() };
        crowd.Start(clients);
        for (var round = 0; round < 60; round++)
        {
            var random = cluster.Nemesis(round);
            foreach (var client in clients.Where(_ => random.Next(2) == 0))
            {
                if (random.Next(4) == 0)
                    client.CutRequests();
                else
                    client.CutReplies();
            }

            await cluster.PassAsync(random.Between(5.Milliseconds(), 60.Milliseconds()));
            foreach (var client in clients)
                client.Reconnect();
            await cluster.PassAsync(random.Between(20.Milliseconds(), 150.Milliseconds()));
        }

        cluster.EndFaults();
        await crowd.FinishAsync();
        Progress.Expect(cluster.World, crowd.Sections, 5, "critical sections of four clients");

        cluster.CheckHistory();
    }

    /// <summary>The holder crashes. Nobody gets the lock, not the others and not its own next life: a dead holder looks like a slow
    /// one, and a slow one may be at work.</summary>
    /// <remarks>Usual bugs: the lock is taken from its holder after a while; the client knows its own number again.</remarks>
    [Scenario(Part = "C")]
    public async Task A_lock_whose_holder_crashed_stays_locked(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(3);
        var random = cluster.Nemesis(0);
        var holder = cluster.Draw(random);
        await cluster.GetsLockAsync(holder, "l");
        var waiting = clients.Where(client => client != holder).Select(client => cluster.Run(() => client.AcquireAsync("l"))).ToList();
        await cluster.PassAsync(random.Between(0.Milliseconds(), 500.Milliseconds()));
        holder.Node.Crash();
        await cluster.PassAsync(random.Between(0.Milliseconds(), 500.Milliseconds()));
        holder.Restart();
        waiting.Add(cluster.Run(() => holder.AcquireAsync("l")));
        await cluster.PassAsync(30.Seconds());
        Expect.Safety(waiting.TrueForAll(task => !task.IsCompleted), $"somebody got \"l\" from a holder that crashed; {KvCluster.See("two-holders")}");
        foreach (var client in clients)
            await cluster.GetsLockAsync(client, $"another {client.Id}");

        cluster.CheckHistory();
    }

    /// <summary>Clients crash while they wait and somebody else holds the lock: when it is given back, it goes to one of those that
    /// are alive.</summary>
    /// <remarks>Usual bug: those who wait stand in a queue, and the queue stops at a dead one.</remarks>
    [Scenario(Part = "C")]
    public async Task A_client_that_crashes_while_it_waits_keeps_nobody_from_the_lock(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(5);
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var order = clients.ToArray();
            random.Shuffle(order);
            var (holder, dead, alive) = (order[0], order[1..3], order[3..]);
            var name = $"lock {round}";
            await cluster.GetsLockAsync(holder, name);
            var waiting = new List<Task>();
            foreach (var client in order[1..])
            {
                if (dead.Contains(client))
                    _ = cluster.Run(() => WaitAndDieAsync(client, name));
                else
                    waiting.Add(cluster.Run(() => TakeOneTurnAsync(client, name)));
                await cluster.PassAsync(random.Between(0.Milliseconds(), 20.Milliseconds()));
            }

            await cluster.PassAsync(random.Between(0.Milliseconds(), 300.Milliseconds()));
            foreach (var client in dead)
                client.Node.Crash();
            await cluster.PassAsync(random.Between(20.Milliseconds(), 100.Milliseconds()));
            dead[0].Restart();
            await holder.ReleaseAsync(name);
            await cluster.WithinAsync(Limits.EverybodysTurn, "everybody's turn", $"\"{name}\"", Task.WhenAll(waiting), "no-lock");
            dead[1].Restart();
        }

        cluster.CheckHistory();
    }

    /// <summary>Cuts, crashes, pauses and bad networks, mixed as the seed draws it; every few seconds there is a new lock, since a crash
    /// may have left the last one locked. When it is over, everybody gets a lock in turn.</summary>
    [Scenario(Part = "C")]
    public async Task The_lock_survives_a_storm(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(5);
        cluster.Ledger.IsCalm = false;
        cluster.Patience = null;
        var storm = new Storm(cluster);
        for (var epoch = 0; epoch < 6; epoch++)
        {
            var crowd = new Crowd(cluster, $"lock {epoch}") { StayMost = 300.Milliseconds(), IsGuarding = false };
            crowd.Start(clients.Where(client => client.Node.IsUp));
            for (var round = 1; round <= 8; round++)
                await storm.StrikeAsync((epoch * 8) + round);
            crowd.Abandon();
        }

        cluster.EndFaults();
        // The operations that are under way end, and those who have a lock, or wait for one, come to their end.
        await cluster.PassAsync(Limits.AfterFaults);
        var last = new Crowd(cluster, "last lock");
        last.Start(clients);
        await cluster.PassAsync(1.Seconds());
        await last.FinishAsync();
        Progress.Expect(cluster.World, last.Sections, 5, "critical sections of five clients");

        cluster.CheckHistory();
    }

    private static async Task TakeOneTurnAsync(KvClient client, string name)
    {
        await client.AcquireAsync(name);
        await client.ReleaseAsync(name);
    }

    // Where its crash is left out of a run that is made smaller, it takes its turn as the others do.
    private static async Task WaitAndDieAsync(KvClient client, string name)
    {
        try
        {
            await TakeOneTurnAsync(client, name);
        }
        catch (NodeDownException)
        {
            // As planned.
        }
    }
}
