using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Part C: the same service, where the primary answers before its backup has the operation. What is gained, what goes, and
/// what stays, by the checks of part B.</summary>
public sealed class AsynchronousScenarios
{
    private static readonly TimeSpan Way = 20.Milliseconds();

    /// <summary>Two services side by side, with 20 ms between primary and backup, in each direction: an operation takes a way there and
    /// back less where the answer does not wait for the copy.</summary>
    /// <remarks>Usual bugs: the asynchronous primary waits all the same; the synchronous one does not.</remarks>
    [Scenario(Part = "C")]
    public async Task An_answer_comes_one_way_there_and_back_earlier(PbCluster cluster)
    {
        var waits = new List<TimeSpan>();
        foreach (var mode in new[] { ReplicationMode.Synchronous, ReplicationMode.Asynchronous })
        {
            var service = cluster.NewService(mode);
            var client = (await service.StartAsync(servers: 2, clients: 1))[0];
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            cluster.World.Network.SetLatency(primary, backup, Way, Way + 1.Milliseconds());
            cluster.World.Network.SetLatency(backup, primary, Way, Way + 1.Milliseconds());
            await client.GetAsync("k");
            var start = cluster.World.Now;
            for (var number = 1; number <= 20; number++)
                await client.AppendAsync("k", Appended.Text(client.Id, number));
            waits.Add((cluster.World.Now - start) / 20);
            service.CheckAppends("k", await client.GetAsync("k"));
            await service.ConcludeAsync();
        }

        var (synchronous, asynchronous) = (waits[0], waits[1]);
        cluster.World.Note($"an append takes {synchronous.TotalMilliseconds:0.0} ms, and {asynchronous.TotalMilliseconds:0.0} ms asynchronously");
        Expect.Safety(
            synchronous >= 2 * Way,
            $"a synchronous append took {synchronous.TotalMilliseconds:0.0} ms, and the way to the backup and back takes "
            + $"{2 * Way.TotalMilliseconds}: it was answered before the backup had it; {Handout.See("answer-without-backup")}");
        Expect.Budget(
            cluster.World, (long)asynchronous.TotalMicroseconds, Limits.AsynchronousAppend, "microseconds of an asynchronous append");
    }

    /// <summary>The link to the backup fails, a client is told that its append is done, and then the primary dies. Asynchronously the
    /// append is gone: this scenario passes only if it is, and the check of part B says so. Synchronously the same schedule loses
    /// nothing, since the append is not answered before.</summary>
    /// <remarks>Usual bug: the asynchronous primary waits for its backup before it answers.</remarks>
    [Scenario(Part = "C")]
    public async Task An_answered_write_is_lost_with_its_primary(PbCluster cluster)
    {
        foreach (var mode in new[] { ReplicationMode.Asynchronous, ReplicationMode.Synchronous })
        {
            var random = cluster.Nemesis(0);
            var service = cluster.NewService(mode);
            var clients = await service.StartAsync(servers: 3, clients: 2);
            var (writer, reader) = (clients[0], clients[1]);
            for (var number = random.Next(1, 5); number > 0; number--)
                await writer.AppendAsync("before", Appended.Text(writer.Id, number));
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 200.Milliseconds()));
            cluster.World.Network.Cut(primary, backup);
            var isAsynchronous = mode == ReplicationMode.Asynchronous;
            service.Patience = isAsynchronous ? Limits.Operation : null;
            var write = writer.AppendAsync("k", Appended.Text(writer.Id, 1));
            if (isAsynchronous)
                await write;
            else
                await service.StaysOpenAsync(write, "the backup does not have it");
            primary.Crash();
            await service.ViewAsync("the backup as primary", now => now.Primary == view.Backup);
            service.Patience = null;
            await service.FinishAsync(write);
            service.Patience = Limits.Failover;
            var value = await reader.GetAsync("k");
            if (!isAsynchronous)
            {
                service.CheckAppends("k", value);
                service.CheckHistory();
                continue;
            }

            Expect.Safety(
                value.Length == 0 && !service.IsLinearizable(),
                $"an append was answered while its primary could not reach its backup, the primary crashed, and the next one tells "
                + $"\"{value}\": where should it have that from? {Handout.See("nothing-lost")}");
        }
    }

    /// <summary>An asynchronous primary is replaced and does not know it: it goes on answering, from what it has. Synchronously it
    /// does not.</summary>
    /// <remarks>Usual bug: a get is forwarded to the backup in asynchronous mode, too, so that nothing is gained by it.</remarks>
    [Scenario(Part = "C")]
    public async Task An_old_primary_answers_gets_from_the_past(PbCluster cluster)
    {
        foreach (var mode in new[] { ReplicationMode.Asynchronous, ReplicationMode.Synchronous })
        {
            var random = cluster.Nemesis(0);
            var service = cluster.NewService(mode);
            var clients = await service.StartAsync(servers: 2, clients: 2);
            var (asker, writer) = (clients[0], clients[1]);
            await writer.PutAsync("k", "old");
            var view = await service.SettleAsync();
            await asker.GetsAsync("k", "old");
            var old = service.Node(view.Primary);
            service.Cut(old, service.ViewService);
            asker.ReachOnly(old);
            cluster.World.Network.Cut(service.ViewService, asker.Node);
            if (random.Next(2) == 0)
                service.Cut(old, service.Node(view.Backup));
            await service.ViewAsync("the backup as primary", now => now.Primary == view.Backup);
            writer.ReachOnly(service.Node(view.Backup));
            service.Patience = Limits.Failover;
            await writer.PutAsync("k", "new");
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 500.Milliseconds()));
            if (mode == ReplicationMode.Asynchronous)
            {
                service.Patience = Limits.Operation;
                var value = await asker.GetAsync("k");
                Expect.Safety(
                    value == "old" && !service.IsLinearizable(),
                    $"a primary that was replaced without knowing it tells \"{value}\", and it has only \"old\"; {Handout.See("nothing-lost")}");
                service.EndFaults();
                continue;
            }

            service.Patience = null;
            var get = asker.GetAsync("k");
            await service.StaysOpenAsync(get, "its client could reach nobody but an old primary");
            service.EndFaults();
            await service.FinishAsync(get);
            service.CheckHistory();
        }
    }

    /// <summary>A client appends asynchronously, again and again, and the primary dies. Some of the last appends may be gone; what is
    /// there is the beginning of what was appended, in order, each text once.</summary>
    /// <remarks>Usual bugs: what is sent to the backup overtakes; what was lost on the way is left out, and the next is sent; what is sent
    /// again is done again; a new backup is given the data, and then once more what is in them.</remarks>
    [Scenario(Part = "C")]
    public async Task What_is_lost_is_the_end_and_never_the_middle(PbCluster cluster)
    {
        var service = cluster.NewService(ReplicationMode.Asynchronous);
        var client = (await service.StartAsync(servers: 3, clients: 1))[0];
        var (number, isShown) = (0, false);
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var key = $"key {round}";
            service.EndFaults();
            var view = await service.SettleAsync();
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            cluster.World.Network.SetLatency(primary, backup, 1.Milliseconds(), 60.Milliseconds());
            if (random.Next(2) == 0)
                cluster.World.Network.Profile = Weather.Unreliable;
            service.Patience = Limits.UnreliableOperation;
            var first = number + 1;
            var count = random.Next(5, 25);
            for (var append = 0; append < count; append++)
                await client.AppendAsync(key, Appended.Text(client.Id, ++number));
            // Sometimes the last have not arrived, and sometimes the backup is another one by then.
            if (random.Next(3) == 0)
            {
                backup.Crash();
                await cluster.PassAsync(random.Between(700.Milliseconds(), 1.Seconds()));
                // The view with the next one must have been acknowledged, or nobody could follow the primary.
                cluster.World.Network.Profile = Weather.Reliable;
                await cluster.PassAsync(5 * Pace.Ping);
            }

            // Where the view service lost five pings in a row, the office has changed once more than this scenario has arranged.
            var last = await service.ViewAsync();
            if (last.Primary != view.Primary || last.Backup is null)
                continue;
            isShown = true;
            primary.Crash();
            cluster.World.Network.Profile = Weather.Reliable;
            await service.ViewAsync("the backup as primary", now => now.Primary == last.Backup);
            service.Patience = Limits.Failover;
            var told = await client.GetAsync(key);
            var all = string.Concat(Enumerable.Range(first, count).Select(n => Appended.Text(client.Id, n)));
            Expect.Safety(
                all.StartsWith(told, StringComparison.Ordinal),
                $"{client} appended \"{all}\", in this order, and after the death of the primary there is \"{told}\"; {Handout.See("hole")}");
        }

        if (!isShown)
            throw new InconclusiveException("in no round was the primary the one that it should be");
    }

    /// <summary>A primary that is cut off and replaced answers appends that nobody else has: they are lost. Then it is taken in as the
    /// backup, comes into office again, and has a backup of its own: what was lost is at neither of them.</summary>
    /// <remarks>Usual bugs: what is still to be sent at the end of an office is sent in the next one; a server that was the primary keeps
    /// its own data when it becomes the backup.</remarks>
    [Scenario(Part = "C")]
    public async Task What_was_lost_does_not_come_back(PbCluster cluster)
    {
        var service = cluster.NewService(ReplicationMode.Asynchronous);
        var clients = await service.StartAsync(servers: 2, clients: 2);
        var (writer, reader) = (clients[0], clients[1]);
        var number = 0;
        for (var round = 0; round < 2; round++)
        {
            var key = $"key {round}";
            var view = await service.SettleAsync();
            var (old, successor) = (service.Node(view.Primary), service.Node(view.Backup));
            var kept = Appended.Text(writer.Id, ++number);
            await writer.AppendAsync(key, kept);
            await cluster.PassAsync(3 * Pace.Ping);

            service.Cut(old, [service.ViewService, successor]);
            writer.ReachOnly(old);
            service.Cut(writer.Node, service.ViewService);
            for (var lost = cluster.Nemesis(round).Next(1, 5); lost > 0; lost--)
                await writer.AppendAsync(key, Appended.Text(writer.Id, ++number));
            await service.ViewAsync("the backup as primary", now => now.Primary == view.Backup);
            // Until the backup hears of it, it would rightly take what the old primary still has to send.
            await cluster.PassAsync(3 * Pace.Ping);
            service.EndFaults();
            await service.SettleAsync();
            await reader.GetsAsync(key, kept, "hole");

            successor.Crash();
            await service.ViewAsync("the first primary in office again", now => now.Primary == view.Primary);
            successor.Start();
            await service.SettleAsync();
            service.Patience = Limits.Failover;
            await reader.GetsAsync(key, kept, "hole");
            old.Crash();
            await reader.GetsAsync(key, kept, "hole");
            service.Patience = Limits.Operation;
            service.EndFaults();
        }
    }

    /// <summary>While the primary lives and stays in office, nobody can tell the two modes apart: clients' operations are linearizable,
    /// whatever gets lost, and whatever becomes of the backup. And when it rests, its backup has all.</summary>
    /// <remarks>Usual bugs: what is sent again is done again; the backup is not brought up to date; what is done while the data are on
    /// their way to a new backup never gets there; a primary stops at a backup that is dead.</remarks>
    [Scenario(Part = "C")]
    public async Task While_the_primary_lives_nothing_is_missed(PbCluster cluster)
    {
        var isShown = false;
        for (var round = 0; round < 3; round++)
        {
            var random = cluster.Nemesis(round);
            var service = cluster.NewService(ReplicationMode.Asynchronous);
            var clients = await service.StartAsync(servers: 3, clients: 3);
            var view = await service.SettleAsync();
            service.Patience = null;
            var load = new Workload(service, "a", "b") { Pause = 30.Milliseconds() };
            // Where nothing is ever put, nothing hides what is missing.
            var appends = new Workload(service, "c") { Pause = 30.Milliseconds(), AppendsAlone = true };
            load.Start(clients.Skip(1));
            appends.Start(clients.Take(1));
            await cluster.PassAsync(random.Between(300.Milliseconds(), 1.Seconds()));
            var (primary, backup) = (service.Node(view.Primary), service.Node(view.Backup));
            // Either messages get lost, or the next backup is given the data slowly, while clients go on.
            if (random.Next(2) == 0)
                cluster.World.Network.Profile = Weather.Unreliable;
            else
                cluster.World.Network.SetLatency(primary, service.Except(primary, backup)[0], Way, Way + 1.Milliseconds());
            backup.Crash();
            await cluster.PassAsync(random.Between(1.Seconds(), 2.Seconds()));
            service.EndFaults();
            await load.FinishAsync();
            await appends.FinishAsync();

            // Where the view service lost five pings in a row, the primary has lost its office, and then nothing is promised.
            if ((await service.ViewAsync()).Primary != view.Primary)
                continue;
            isShown = true;
            // Nobody asks for anything now, so that whoever was behind catches up.
            await service.ConcludeAsync();
        }

        if (!isShown)
            throw new InconclusiveException("in no round did the primary stay in office");
    }
}
