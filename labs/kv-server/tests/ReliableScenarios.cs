using Labs.Framework;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>Part A: server and clerk on a network that loses nothing.</summary>
/// <remarks>In every scenario the clients' operations, taken together, must be linearizable.</remarks>
public sealed class ReliableScenarios
{
    // Of 32 bits, nothing is left of it.
    private const long FarAhead = 1L << 32;

    private static readonly string[] OddValues =
        ["second", " a|b,c:d;e/f\\g\"h'i=j&k%l#m\t", "\r\n\0", "null", "Größe \u00e9 \ud83d\ude00", "{\"value\":1}"];

    // Each of them is a key, and none is another one.
    private static readonly string[] LikeKeys = ["key", "Key", " key", "key ", "key\t", "ke", "keyy", "kéy"];

    /// <summary>A put is done if, and only if, its version is the key's: 0 creates, each put that is done adds 1, and all others
    /// change nothing.</summary>
    /// <remarks>Usual bugs: the version is not compared, or compared with at least instead of equal; a put that was refused
    /// changes something all the same; an empty value is taken for a missing key; a missing key is created with any version; a
    /// version is cut to 32 bits; a value is put into a text of which it may hold the marks; a put of the value that is there adds
    /// nothing.</remarks>
    [Scenario(Part = "A")]
    public async Task A_put_is_done_only_with_the_right_version(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var (one, other) = random.Next(2) == 0 ? (clients[0], clients[1]) : (clients[1], clients[0]);
            var key = round switch { 0 => "", 1 => "Schlüssel \u00e9\n", _ => $"key {random.Next()}" };
            var ahead = random.NextInt64(2, 1000);
            var odd = OddValues[round % OddValues.Length];

            await one.FindsNoKeyAsync(key);
            await one.PutsAsync(key, "too early", 1, PutResult.NoKey);
            await one.PutsAsync(key, "too early", ahead, PutResult.NoKey);
            await other.PutsAsync(key, "far too early", FarAhead, PutResult.NoKey);
            await other.FindsNoKeyAsync(key);

            await one.PutsAsync(key, "first", 0, PutResult.Ok);
            await other.GetsAsync(key, "first", 1);
            await other.PutsAsync(key, "again", 0, PutResult.VersionMismatch);
            await other.PutsAsync(key, "ahead", ahead, PutResult.VersionMismatch);
            await one.PutsAsync(key, "far ahead", FarAhead + 1, PutResult.VersionMismatch);
            await one.GetsAsync(key, "first", 1);

            await other.PutsAsync(key, odd, 1, PutResult.Ok);
            await one.GetsAsync(key, odd, 2);
            await one.PutsAsync(key, "behind", 1, PutResult.VersionMismatch);
            await one.PutsAsync(key, "", 2, PutResult.Ok);
            await other.GetsAsync(key, "", 3);
            await other.PutsAsync(key, "after nothing", 3, PutResult.Ok);
            await one.GetsAsync(key, "after nothing", 4);
            await one.PutsAsync(key, "after nothing", 4, PutResult.Ok);
            await other.GetsAsync(key, "after nothing", 5);
        }

        cluster.CheckHistory();
    }

    /// <summary>Every key has a version of its own, whatever happens to the others.</summary>
    /// <remarks>Usual bugs: one version for all keys; a put to one key moves another; keys that are alike are one key.</remarks>
    [Scenario(Part = "A")]
    public async Task Keys_have_versions_of_their_own(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(3);
        var random = cluster.Nemesis(0);
        var versions = new long[LikeKeys.Length];
        for (var step = 0; step < 120; step++)
        {
            var key = random.Next(versions.Length);
            await cluster.Draw(random).PutsAsync(LikeKeys[key], $"{key}.{step}", versions[key]++, PutResult.Ok);
            var asked = random.Next(versions.Length);
            var reply = await cluster.Draw(random).GetAsync(LikeKeys[asked]);
            Expect.Safety(
                reply.Version == versions[asked],
                $"\"{LikeKeys[asked]}\" was put {versions[asked]} times, and its version is {reply.Version}; {KvCluster.See("wrong-answer")}");
        }

        foreach (var client in clients)
            await client.GetsAsync("greeting", (await clients[0].GetAsync("greeting")).Value, 1);

        cluster.CheckHistory();
    }

    /// <summary>Ten clients put to one key for a second: of all puts with one version exactly one is done, so that in the end the
    /// version is the number of the puts that said Ok.</summary>
    /// <remarks>Usual bug: the server looks at the version, awaits something, and then writes: by then another put was done.</remarks>
    [Scenario(Part = "A")]
    public async Task Of_all_puts_with_one_version_one_is_done(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(10);
        var load = new Workload(cluster, "k") { GetsInTen = 0 };
        load.Start(clients);
        await cluster.PassAsync(1.Seconds());
        await load.FinishAsync();

        Progress.Expect(cluster.World, load.Oks, 100, "puts that said Ok in 1 s");
        var end = await clients[0].GetAsync("k");
        Expect.Safety(
            end.Version == load.Oks,
            $"{load.Oks} puts said Ok, and the key has version {end.Version}; {KvCluster.See("done-or-not")}");

        cluster.CheckHistory();
    }

    /// <summary>What one client has put, and was told so, every other client gets, however slow its own link is.</summary>
    /// <remarks>Usual bugs: a clerk keeps what it got, and answers from memory; a clerk asks before it is asked.</remarks>
    [Scenario(Part = "A")]
    public async Task A_get_sees_every_put_that_returned_before(KvCluster cluster)
    {
        cluster.Patience = Limits.SlowOperation;
        var clients = await cluster.StartAsync(6);
        // A clerk may lose its patience with a slow link, and find out by a resend.
        cluster.Ledger.IsCalm = false;
        foreach (var client in clients)
        {
            var random = cluster.Nemesis(client.Id);
            var slow = random.Between(1.Milliseconds(), 400.Milliseconds());
            client.SlowDown(slow, slow * 2);
        }

        var load = new Workload(cluster, "a", "b", "c") { GetsInTen = 5, Pause = 100.Milliseconds() };
        load.Start(clients);
        await cluster.PassAsync(20.Seconds());
        await load.FinishAsync();
        Progress.Expect(cluster.World, load.Oks, 5, "puts that said Ok in 20 s");

        cluster.CheckHistory();
    }

    /// <summary>A client calls one clerk many times before the first call has returned: each call gets its own answer.</summary>
    /// <remarks>Usual bugs: a clerk keeps the request under way in a field; it lets one call wait for the end of another; two equal
    /// puts under way are sent as one, and both are told Ok; a get is told what an earlier one brings, which is older.</remarks>
    [Scenario(Part = "A")]
    public async Task Calls_of_one_clerk_may_overlap(KvCluster cluster)
    {
        var clients = await cluster.StartAsync(2);
        clients[0].SlowDown(5.Milliseconds(), 50.Milliseconds());
        for (var round = 0; round < 10; round++)
        {
            var keys = Enumerable.Range(0, 20).Select(number => $"{round}.{number}").ToList();
            await Task.WhenAll(keys.Select(key => clients[0].PutsAsync(key, $"of {key}", 0, PutResult.Ok)));
            await Task.WhenAll(keys.Select(key => clients[0].GetsAsync(key, $"of {key}", 1)));
            foreach (var key in keys.Take(3))
                await clients[1].GetsAsync(key, $"of {key}", 1);

            await PutTwiceAtOnceAsync(clients[0], $"{round}.equal");
            await GetBeforeAndAfterAPutAsync(cluster, $"{round}.0", cluster.Nemesis(round).Between(20.Milliseconds(), 50.Milliseconds()));
        }

        cluster.CheckHistory();
    }

    /// <summary>A thousand clerks put a thousand bytes each: it costs a thousand requests, and little more than the bytes.</summary>
    /// <remarks>Usual bugs: a clerk asks for the version before it puts; the answer to a put carries the value; a clerk that asks
    /// again without need.</remarks>
    [Scenario(Part = "A")]
    public async Task A_thousand_clerks_cost_a_thousand_requests(KvCluster cluster)
    {
        const int Each = 50;
        var clients = await cluster.StartAsync(20);
        var (calls, bytes) = (cluster.World.Network.Calls, cluster.World.Network.Bytes);
        var value = new string('v', 1000 - 8);
        await Task.WhenAll(clients.SelectMany(client => Enumerable.Range(0, Each).Select(async number =>
        {
            var result = await client.PutByNewClerkAsync($"{client.Id}.{number}", $"{value}{client.Id:00}.{number:00000}", 0);
            Expect.Safety(result == PutResult.Ok, $"{client} created a key and was told {result}; {KvCluster.See("wrong-answer")}");
        })));
        Expect.Budget(cluster.World, cluster.World.Network.Calls - calls, clients.Count * Each, "requests for 1,000 puts");
        Expect.Budget(cluster.World, cluster.World.Network.Bytes - bytes, clients.Count * Each * 1200, "bytes for 1,000 puts of 1,000 bytes");

        calls = cluster.World.Network.Calls;
        foreach (var client in clients)
            await client.GetsAsync($"{client.Id}.7", $"{value}{client.Id:00}.00007", 1);
        Expect.Budget(cluster.World, cluster.World.Network.Calls - calls, clients.Count, "requests for 20 gets");

        cluster.CheckHistory();
    }

    private static async Task PutTwiceAtOnceAsync(KvClient client, string key)
    {
        var results = await Task.WhenAll(client.PutAsync(key, "equal", 0), client.PutAsync(key, "equal", 0));
        Expect.Safety(
            results.Count(result => result == PutResult.Ok) == 1,
            $"{client} put \"equal\" in \"{key}\" with version 0 twice at once, and was told {results[0]} and {results[1]}; "
            + KvCluster.See("done-or-not"));
    }

    // The first get has mostly been at the server, and its answer is on the way, when the other client puts.
    private static async Task GetBeforeAndAfterAPutAsync(KvCluster cluster, string key, TimeSpan between)
    {
        var early = cluster.Clients[0].GetAsync(key);
        await cluster.PassAsync(between);
        await cluster.Clients[1].PutsAsync(key, "newer", 1, PutResult.Ok);
        await cluster.Clients[0].GetsAsync(key, "newer", 2);
        await early;
    }
}
