using Labs.Framework;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>Part C: the lock on networks that are as they are, with clients that stay.</summary>
/// <remarks>In every scenario at most one holds a lock, from the moment at which the acquisition returns to the call of the
/// release.</remarks>
public sealed class LockScenarios
{
    /// <summary>One client takes the lock and gives it back, again and again; then another gets it.</summary>
    /// <remarks>Usual bugs: a lock can be acquired once; it is not free after the release.</remarks>
    [Scenario(Part = "C")]
    public async Task One_client_takes_the_lock_again_and_again(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(2);
        await TakeTurnsAsync(cluster, clients, 2.Seconds(), 20);
    }

    /// <summary>Ten clients want the lock, and take turns.</summary>
    /// <remarks>Usual bugs: the lock is looked at and taken in two steps that others can come between; a put that was refused is taken
    /// for the lock.</remarks>
    [Scenario(Part = "C")]
    public async Task Ten_clients_take_turns(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(10);
        var crowd = new Crowd(cluster, "l");
        crowd.Start(clients);
        await cluster.PassAsync(2.Seconds());
        await crowd.FinishAsync();
        Progress.Expect(cluster.World, crowd.Sections, 10, "critical sections of ten clients");

        cluster.CheckHistory();
    }

    /// <summary>One client takes the lock again and again, while messages get lost.</summary>
    /// <remarks>Usual bug: the client has the lock, was told Maybe, and waits for itself.</remarks>
    [Scenario(Part = "C")]
    public async Task One_client_takes_the_lock_on_an_unreliable_network(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(2);
        cluster.BecomeUnreliable();
        await TakeTurnsAsync(cluster, clients, 20.Seconds(), 3);
    }

    /// <summary>Ten clients want the lock, while messages get lost.</summary>
    /// <remarks>Usual bugs: Maybe is taken for the lock, or for a refusal; a release that was told Maybe is made again, when the lock is
    /// somebody else's; all holders put the same mark, so that nobody knows whose it is.</remarks>
    [Scenario(Part = "C")]
    public async Task Ten_clients_take_turns_on_an_unreliable_network(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(10);
        cluster.BecomeUnreliable();
        var crowd = new Crowd(cluster, "l");
        crowd.Start(clients);
        await cluster.PassAsync(8.Seconds());
        await crowd.FinishAsync();
        Progress.Expect(cluster.World, crowd.Sections, 10, "critical sections of ten clients");
        cluster.World.Network.Profile = Weather.Reliable;

        cluster.CheckHistory();
    }

    /// <summary>Locks with different names have nothing to do with each other.</summary>
    /// <remarks>Usual bug: a key that does not depend on the lock's name, or only on a part of it.</remarks>
    [Scenario(Part = "C")]
    public async Task A_lock_keeps_nobody_from_another_lock(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(4);
        string[] names = ["a", "aa", "A", "a lock"];
        foreach (var (client, name) in clients.Zip(names))
            await cluster.GetsLockAsync(client, name);
        foreach (var (client, name) in clients.Reverse().Zip(names))
        {
            var waiting = cluster.Run(() => client.AcquireAsync(name, holder: 1));
            await cluster.PassAsync(500.Milliseconds());
            Expect.Safety(!waiting.IsCompleted, $"{client} got \"{name}\", which is held; {KvCluster.See("two-holders")}");
        }

        cluster.CheckHistory();
    }

    /// <summary>Two holders on one client exclude each other, and those of other clients.</summary>
    /// <remarks>Usual bug: the client's number, or the clerk, tells holders apart.</remarks>
    [Scenario(Part = "C")]
    public async Task Two_holders_on_one_client_exclude_each_other(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(3);
        var crowd = new Crowd(cluster, "l");
        for (var holder = 0; holder < 3; holder++)
            crowd.Start(clients.Take(2), holder);
        await cluster.PassAsync(2.Seconds());
        await crowd.FinishAsync();
        Progress.Expect(cluster.World, crowd.Sections, 10, "critical sections of six holders");

        cluster.CheckHistory();
    }

    /// <summary>Whoever waits for the lock asks now and then, not without a pause.</summary>
    /// <remarks>Usual bugs: a loop that asks again as soon as it has its answer; pauses that grow for ever, so that nobody notices that
    /// the lock is free.</remarks>
    [Scenario(Part = "C")]
    public async Task Whoever_waits_asks_now_and_then(KvCluster cluster)
    {
        var clients = await cluster.StartWithLocksAsync(5);
        await WaitsAloneAsync(cluster, clients[0], clients[1], 60.Seconds());
        await cluster.GetsLockAsync(clients[0], "l");
        var waiting = clients.Skip(1).Select(client => cluster.Run(() => client.AcquireAsync("l"))).ToList();
        var calls = cluster.World.Network.Calls;
        await cluster.PassAsync(10.Seconds());
        Expect.Budget(
            cluster.World, cluster.World.Network.Calls - calls, Limits.RequestsWhileWaiting, "requests of four clients that wait 10 s for a lock");
        Expect.Safety(waiting.TrueForAll(task => !task.IsCompleted), $"somebody got \"l\", which is held; {KvCluster.See("two-holders")}");
        await clients[0].ReleaseAsync("l");
        await cluster.WithinAsync(Limits.FreeLock, "a lock that is free again", "\"l\"", Task.WhenAny(waiting), "no-lock");

        cluster.CheckHistory();
    }

    // Pauses that grow have grown by then.
    private static async Task WaitsAloneAsync(KvCluster cluster, KvClient holder, KvClient other, TimeSpan time)
    {
        await cluster.GetsLockAsync(holder, "alone");
        var waiting = cluster.Run(() => other.AcquireAsync("alone"));
        await cluster.PassAsync(time);
        Expect.Safety(!waiting.IsCompleted, $"somebody got \"alone\", which is held; {KvCluster.See("two-holders")}");
        await holder.ReleaseAsync("alone");
        await cluster.WithinAsync(Limits.FreeLock, "a lock that is free again", "\"alone\"", waiting, "no-lock");
    }

    private static async Task TakeTurnsAsync(KvCluster cluster, IReadOnlyList<KvClient> clients, TimeSpan time, int least)
    {
        var crowd = new Crowd(cluster, "l");
        crowd.Start([clients[0]]);
        await cluster.PassAsync(time);
        await crowd.FinishAsync();
        Progress.Expect(cluster.World, crowd.Sections, least, "critical sections of one client");
        cluster.World.Network.Profile = Weather.Reliable;
        await cluster.GetsLockAsync(clients[1], "l");
        cluster.CheckHistory();
    }
}
