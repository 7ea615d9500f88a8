using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part B: what all services are done with is forgotten, by all servers, for ever.</summary>
public sealed class ForgettingScenarios
{
    /// <summary>Services are done at different times: Min is what the slowest of them allows, no more and no less.</summary>
    /// <remarks>Usual bugs: a server forgets what its own service is done with; Min is the Done and not one more; what a message says
    /// of its
    /// sender is not looked at.</remarks>
    [Scenario(Part = "B", Servers = 6)]
    public async Task Min_rises_when_every_service_is_done(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var random = cluster.Nemesis(0);
        foreach (var server in cluster.Servers)
            Expect.Safety(server.Min == 0, $"nobody is done with anything, and Min of {server} is {server.Min}; {Cluster.See("min")}");
        for (var round = 0; round < 3; round++)
        {
            var last = 0;
            for (var i = 0; i < 6; i++)
                last = await cluster.AgreeAsync(random, cluster.Servers);
            var min = int.MaxValue;
            foreach (var server in cluster.Servers)
            {
                var done = last - random.Next(4);
                min = Math.Min(min, done + 1);
                await server.DoneAsync(done);
                // Of an earlier one too, which changes nothing.
                await server.DoneAsync(done - 2);
            }

            await cluster.GossipAsync();
            await cluster.MinIsAsync(min);
        }
    }

    /// <summary>One server is cut off, or down: until it is heard, nobody forgets what it may still need (2015: 'Min cannot
    /// advance').</summary>
    /// <remarks>Usual bug: a peer that was never heard, or is not heard now, is left out of the lowest Done.</remarks>
    [Scenario(Part = "B")]
    public async Task Min_waits_for_a_server_that_is_not_heard(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        for (var round = 0; round < 3; round++)
        {
            var random = cluster.Nemesis(round);
            var absent = cluster.Draw(random, 1)[0];
            var others = cluster.Except(absent);
            var min = absent.Min;
            if (random.Next(2) == 0)
                cluster.ConnectOnly([.. others]);
            else
                absent.Crash();

            var last = 0;
            for (var i = 0; i < 5; i++)
                last = await cluster.AgreeAsync(random, others);
            foreach (var server in others)
                await server.DoneAsync(last);
            for (var i = 0; i < 4; i++)
                await cluster.AgreeAsync(random, others);
            foreach (var server in others)
            {
                Expect.Safety(
                    server.Min == min || cluster.World.IsFaultLeftOut,
                    $"Min of {server} is {server.Min}, and {absent} is not done with instance {min}; {Cluster.See("min")}");
            }

            await cluster.ConvergeAllAsync();
            await absent.DoneAsync(last);
            await cluster.GossipAsync();
            await cluster.MinIsAsync(last + 1);
        }
    }

    /// <summary>Long values come and go: what is kept is only what is needed, however long it goes on.</summary>
    /// <remarks>Usual bugs: instances are marked as forgotten and kept; accepted values are dropped from memory and not from the
    /// persister; the state grows by something for each instance that ever was.</remarks>
    [Scenario(Part = "B")]
    public async Task What_is_forgotten_frees_memory(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var random = cluster.Nemesis(0);
        for (var round = 0; round < 5; round++)
        {
            var last = 0;
            for (var i = 0; i < 6; i++)
            {
                last = cluster.Next();
                await cluster.Draw(random, 1)[0].StartAsync(last, cluster.NextValue(letters: 2000));
                await cluster.DecidesAsync(cluster.Servers, last);
            }

            await cluster.ForgetAsync(last);
            cluster.CheckMemory();
        }
    }

    /// <summary>What is forgotten stays forgotten: to begin it again does nothing, and costs nothing.</summary>
    /// <remarks>Usual bugs: Start does not look at Min; a message about a forgotten instance makes it anew.</remarks>
    [Scenario(Part = "B")]
    public async Task What_is_forgotten_is_not_begun_again(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var last = 0;
            for (var i = 0; i < 8; i++)
                last = await cluster.AgreeAsync(random, cluster.Servers);
            await cluster.ForgetAsync(last);
            await cluster.PassAsync(100.Milliseconds());
            var before = cluster.World.Network.Calls;
            for (var sequence = last - 7; sequence <= last; sequence++)
            {
                foreach (var server in cluster.Servers)
                    await server.StartAsync(sequence, cluster.NextValue(letters: 2000));
            }

            await cluster.PassAsync(100.Milliseconds());
            Expect.Budget(
                cluster.World, cluster.World.Network.Calls - before, Limits.IdleCalls, "calls for instances that are forgotten");
            cluster.CheckMemory();
        }
    }

    /// <summary>Servers crash, some of them or all together, around a Done or a message that tells of one: Min does not go back, what is
    /// forgotten is not agreed on anew, and what is not forgotten is still there.</summary>
    /// <remarks>Usual bugs: Done is not saved, or only the own one; it is saved before what goes with it.</remarks>
    [Scenario(Part = "B")]
    public async Task What_is_forgotten_stays_so_through_restarts(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            await CrashAfterTheLastAnswerAsync(cluster, cluster.Shuffled(random), random);
            var last = 0;
            for (var i = 0; i < 4; i++)
                last = await cluster.AgreeAsync(random, cluster.Servers);
            foreach (var server in cluster.Draw(random, random.Next(0, 3)))
                server.CrashAt(EffectKind.Save, random.Next(1, 6), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            foreach (var server in cluster.Servers)
                await server.DoneAsync(last - random.Next(2));
            foreach (var server in cluster.Servers)
                await cluster.StartAsync([server], cluster.Next(), isNeeded: false);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 20.Milliseconds()));
            foreach (var server in random.Next(2) == 0 ? cluster.Servers : cluster.Draw(random, 1))
                server.Crash();

            await cluster.PassAsync(10.Milliseconds());
            cluster.RestartAll();
            await cluster.PassAsync(1.Milliseconds());
            for (var sequence = Math.Max(0, last - 6); sequence <= last; sequence++)
                await cluster.StartAsync(cluster.Draw(random, 1), sequence, isNeeded: false);
            await cluster.ConvergeAllAsync();
            // A crash may have come before Done was saved: their services say it again.
            await cluster.ForgetAsync(last);
        }
    }

    /// <summary>Services say Done all the time, while messages are lost, and come late and twice, also such as tell of instances that are
    /// forgotten.</summary>
    /// <remarks>Usual bugs: a late message makes a forgotten instance anew; Min goes back with an old message.</remarks>
    [Scenario(Part = "B")]
    public async Task Instances_are_forgotten_on_an_unreliable_network(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var random = cluster.Nemesis(0);
        cluster.World.Network.Profile = random.Next(2) == 0
            ? Cluster.Unreliable.WithLongReordering()
            : Cluster.Unreliable.WithDuplicatesAndLateMessages(300);
        var last = 0;
        for (var i = 0; i < 25; i++)
        {
            last = cluster.Next();
            foreach (var server in cluster.Draw(random, random.Next(1, 4)))
                await server.StartAsync(last, cluster.NextValue(letters: 1000), isNeeded: false);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 150.Milliseconds()));
            foreach (var server in cluster.Servers)
            {
                // A service is done with what it knows, and with what comes before that.
                var done = Enumerable.Range(0, last + 1)
                    .TakeWhile(sequence => server.Status(sequence) is { Fate: not Fate.Pending })
                    .LastOrDefault(-1);
                if (done >= 0 && random.Next(2) == 0)
                    await server.DoneAsync(done);
            }
        }

        await cluster.ConvergeAllAsync();
        await cluster.ForgetAsync(last);
        await cluster.PassAsync(Limits.LateMessages);
        cluster.CheckMemory();
    }

    // The last Done that a proposer hears of comes with the last answer that it gets: it has no other reason to save any more.
    private static async Task CrashAfterTheLastAnswerAsync(SequenceCluster cluster, PaxosServer[] servers, Random random)
    {
        var last = await cluster.AgreeAsync(random, cluster.Servers);
        await servers[0].DoneAsync(last);
        await servers[1].DoneAsync(last);
        cluster.World.Network.SetLatency(servers[0].Node, servers[2].Node, 3.Milliseconds(), 3.Milliseconds());
        var sequence = cluster.Next();
        await cluster.StartAsync([servers[0]], sequence);
        await cluster.DecidesAsync([servers[0]], sequence);
        await servers[2].DoneAsync(last);
        await cluster.PassAsync(20.Milliseconds());
        servers[0].Crash();
        cluster.EndFaults();
        await cluster.PassAsync(5.Milliseconds());
    }
}
