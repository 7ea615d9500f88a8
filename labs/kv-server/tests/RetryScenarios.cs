using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>Part B: requests and replies get lost, and the clerk sends again.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable.</remarks>
public sealed class RetryScenarios
{
    private static readonly (NetworkProfile Weather, TimeSpan Time)[] NothingGetsThrough =
        [(Weather.Reliable, 30.Seconds()), (Weather.Silent, 240.Seconds()), (Weather.Prompt, 10.Seconds())];

    // A put is sent again once in five times: so many in a row do not happen.
    private const int MaybesInARow = 30;

    /// <summary>The client's blind spot: the put was done, the reply was lost. The resend finds another version, and the client can't
    /// tell its own put from somebody else's: Maybe.</summary>
    /// <remarks>Usual bugs: the clerk says VersionMismatch, and the put was done; it says Ok by guessing; it gives up before there is an
    /// answer; once it has sent again, it says Maybe for ever after.</remarks>
    [Scenario(Part = "B")]
    public async Task A_put_whose_reply_was_lost_may_have_been_done(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        cluster.Ledger.IsCalm = false;
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            var (blind, other) = random.Next(2) == 0 ? (clients[0], clients[1]) : (clients[1], clients[0]);
            var key = $"key {round}";
            await other.PutsAsync(key, "before", 0, PutResult.Ok);

            blind.CutReplies();
            cluster.Patience = null;
            var put = blind.PutAsync(key, "blind", 1);
            await cluster.WithinAsync(
                Limits.Operation, "the put to arrive", $"{blind}, round {round}", ArrivesAsync(cluster, other, key), "no-answer");
            cluster.Patience = Limits.Operation;
            if (random.Next(2) == 0)
                await other.PutsAsync(key, "over it", 2, PutResult.Ok);
            await StaysOpenAsync(cluster, put, random.Between(0.Seconds(), 15.Seconds()), blind);

            blind.Reconnect();
            await cluster.FinishAsync(put);
            var result = await put;
            Expect.Safety(
                result == PutResult.Maybe,
                $"the reply to the put of {blind} was lost, the resend found another version, and the clerk said {result}; "
                + KvCluster.See("maybe"));
            await blind.PutsAsync(key, "stale", 0, PutResult.VersionMismatch);
        }

        cluster.CheckHistory();
    }

    /// <summary>The other side of the blind spot: the request was lost, nothing was done. To the client it looks the same; the resend
    /// does it, or finds that somebody else was faster.</summary>
    /// <remarks>Usual bugs: the clerk says Maybe as soon as it has sent again, whatever the answer; it takes a lost request for a put
    /// that was done; it gives up.</remarks>
    [Scenario(Part = "B")]
    public async Task A_put_whose_request_was_lost_is_done_by_the_resend(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        cluster.Ledger.IsCalm = false;
        for (var round = 0; round < 8; round++)
        {
            var random = cluster.Nemesis(round);
            var (blind, other) = random.Next(2) == 0 ? (clients[0], clients[1]) : (clients[1], clients[0]);
            var (key, isOvertaken, isThere) = ($"key {round}", random.Next(2) == 0, random.Next(3) > 0);
            if (isThere)
                await other.PutsAsync(key, "before", 0, PutResult.Ok);
            var version = isThere ? 1 : 0;

            blind.CutRequests();
            cluster.Patience = null;
            var put = blind.PutAsync(key, "blind", version);
            var missing = blind.PutAsync($"no {key}", "blind", 1);
            cluster.Patience = Limits.Operation;
            await StaysOpenAsync(cluster, put, random.Between(0.Seconds(), 15.Seconds()), blind);
            if (isOvertaken)
                await other.PutsAsync(key, "faster", version, PutResult.Ok);
            await StaysOpenAsync(cluster, put, random.Between(0.Seconds(), 1.Seconds()), blind);

            blind.Reconnect();
            await cluster.FinishAsync(put, missing);
            Resent(await put, isOvertaken ? PutResult.Maybe : PutResult.Ok, isOvertaken ? "found another version" : "was done", blind);
            Resent(await missing, PutResult.NoKey, "found no such key, so that none of them can have been done", blind);
            await other.GetsAsync(key, isOvertaken ? "faster" : "blind", version + 1);
        }

        cluster.CheckHistory();
    }

    /// <summary>A client puts two hundred times while messages get lost, four puts at a time: each is done once, however often it is
    /// sent.</summary>
    /// <remarks>Usual bugs: a resend is done again; the clerk takes no answer for a refusal, or for success; whether a put is a resend
    /// stands in a field, where other puts change it.</remarks>
    [Scenario(Part = "B")]
    public async Task A_put_is_done_once_however_often_it_is_sent(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        cluster.Ledger.IsCalm = false;
        cluster.World.Network.Profile = Weather.Unreliable;
        cluster.Patience = Limits.UnreliableOperation;
        string[] keys = ["a", "b", "c", "d"];
        await Task.WhenAll(keys.Select(key => PutsAlwaysOnceAsync(clients, key, 200 / keys.Length)));

        cluster.CheckHistory();
    }

    /// <summary>For half a minute nothing gets through, then for four minutes, and then for ten seconds in which each call ends at once.
    /// The clerk asks again and again, but not all the time, and when the network is back it has its answer.</summary>
    /// <remarks>Usual bugs: the clerk gives up after some attempts, or after a minute; it sends without a pause, or after pauses that
    /// grow for ever; it takes no answer for no such key.</remarks>
    [Scenario(Part = "B")]
    public async Task A_clerk_asks_until_it_is_answered(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        cluster.Ledger.IsCalm = false;
        var random = cluster.Nemesis(0);
        foreach (var (round, (weather, time)) in NothingGetsThrough.Index())
        {
            await clients[1].PutsAsync($"key {round}", "before", 0, PutResult.Ok);
            cluster.World.Network.Profile = weather;
            cluster.World.Network.Isolate(clients[0].Node);
            cluster.Patience = null;
            var calls = clients[0].Node.Calls;
            var get = clients[0].GetAsync($"key {round}");
            var put = clients[0].PutAsync($"key {round}", "after", 1);
            await StaysOpenAsync(cluster, Task.WhenAny(get, put), random.Between(time, time + (time / 4)), clients[0]);
            var halfMinutes = Math.Max(1, time.Ticks / 30.Seconds().Ticks);
            Expect.Budget(
                cluster.World, clients[0].Node.Calls - calls, halfMinutes * Limits.RequestsWhileCutOff, "requests of two operations without an answer");

            cluster.World.Network.Profile = Weather.Reliable;
            clients[0].Reconnect();
            await cluster.FinishAsync(get, put);
            cluster.Patience = Limits.Operation;
            Resent(await put, PutResult.Ok, "was done", clients[0]);
            await clients[1].GetsAsync($"key {round}", "after", 2);
        }

        cluster.CheckHistory();
    }

    /// <summary>Ten clients share keys while messages get lost both ways.</summary>
    /// <remarks>Usual bugs: those of the scenarios before, where nobody watches a single put.</remarks>
    [Scenario(Part = "B")]
    public async Task Many_clients_share_a_key_on_an_unreliable_network(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(10);
        cluster.Ledger.IsCalm = false;
        cluster.World.Network.Profile = Weather.Unreliable;
        cluster.Patience = Limits.UnreliableOperation;
        var load = new Workload(cluster, "k") { GetsInTen = 2 };
        load.Start(clients);
        await cluster.PassAsync(5.Seconds());
        await load.FinishAsync();

        Progress.Expect(cluster.World, load.Oks, 20, "puts that said Ok in 5 s");
        cluster.World.Network.Profile = Weather.Reliable;
        var end = await clients[0].GetAsync("k");
        Expect.Safety(
            end.Version >= load.Oks && end.Version <= load.Oks + load.Maybes,
            $"{load.Oks} puts said Ok and {load.Maybes} Maybe, and the key has version {end.Version}; {KvCluster.See("done-or-not")}");

        cluster.CheckHistory();
    }

    /// <summary>Nobody tells a clerk that a message was lost: only the time shows it.</summary>
    /// <remarks>Usual bug: a clerk waits for the first sending for ever.</remarks>
    [Scenario(Part = "B")]
    public async Task Losses_that_nobody_reports_are_noticed_by_time(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(5);
        cluster.Ledger.IsCalm = false;
        cluster.World.Network.Profile = Weather.Silent;
        cluster.Patience = null;
        var load = new Workload(cluster, "a", "b") { Pause = 200.Milliseconds() };
        load.Start(clients);
        await cluster.PassAsync(60.Seconds());
        cluster.EndFaults();
        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Done, 10, "operations in 60 s");

        cluster.CheckHistory();
    }

    /// <summary>Puts again and again, which nobody else does: each put is done, though its client may not be sure of it.</summary>
    private static async Task PutsAlwaysOnceAsync(IReadOnlyList<KvClient> clients, string key, int puts)
    {
        for (var version = 0; version < puts; version++)
        {
            var result = await clients[0].PutAsync(key, $"{version}", version);
            for (var maybes = 1; result == PutResult.Maybe; maybes++)
            {
                Expect.Safety(
                    maybes < MaybesInARow,
                    $"{MaybesInARow} puts one after the other were told Maybe, and most of them were sent once; {KvCluster.See("maybe")}");

                // Nobody else puts, so it was done; another put with the same version can't be.
                result = await clients[0].PutAsync(key, $"{version} again", version);
                Expect.Safety(
                    result is PutResult.VersionMismatch or PutResult.Maybe,
                    $"version {version} of \"{key}\" was replaced, and a second put with it was told {result}; "
                    + KvCluster.See("wrong-answer"));
                result = result == PutResult.VersionMismatch ? PutResult.Ok : result;
            }

            Expect.Safety(
                result == PutResult.Ok,
                $"only {clients[0]} puts, and with version {version} it was told {result}; {KvCluster.See("maybe")}");
            await clients[version % 2].GetsAsync(key, $"{version}", version + 1);
        }
    }

    private static void Resent(PutResult result, PutResult right, string why, KvClient client) => Expect.Safety(
        result == right,
        $"the requests of {client} were lost, then a resend {why}, and the clerk said {result}, where {right} is right; "
        + KvCluster.See("maybe"));

    private static async Task ArrivesAsync(KvCluster cluster, KvClient watcher, string key)
    {
        while ((await watcher.GetAsync(key)).Version < 2)
            await cluster.PassAsync(5.Milliseconds());
    }

    /// <summary>Demands that an operation does not return for a time: no answer can have come.</summary>
    private static async Task StaysOpenAsync(KvCluster cluster, Task operation, TimeSpan time, KvClient client)
    {
        await cluster.PassAsync(time);
        Expect.Safety(
            !operation.IsCompleted,
            $"an operation of {client} returned while no answer could reach it; {KvCluster.See("answer-from-nowhere")}");
    }
}
