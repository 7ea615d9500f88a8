using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>Part A, where more goes wrong at once: who asked gets the own answer or null, and no command is executed twice.</summary>
public sealed class SubmitFaultScenarios
{
    /// <summary>A leader that was cut off comes back to entries of its successor at the very indexes that it had promised, or of its
    /// predecessor, as in the paper's figure 8: nobody gets the answer to somebody else's command.</summary>
    /// <remarks>Usual bugs: waiters are found by the index alone, and the term is not compared; or it is compared one way only.</remarks>
    [Scenario(Part = "A")]
    public async Task An_answer_goes_to_who_asked_for_it(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync();
            var others = cluster.Except(leader);
            cluster.ConnectOnly(others);
            await cluster.PassAsync(Limits.InFlight);
            var lost = cluster.Submit(leader, random.Next(1, 10));
            var next = await cluster.LeaderAsync(others);
            var kept = cluster.Submit(next, random.Next(1, 10));
            cluster.EndFaults();
            await cluster.OverAsync([.. lost, .. kept], Limits.Agreement, "both leaders");
            await cluster.AgreeAsync(cluster.Servers);
        }

        for (var round = 4; round < 6; round++)
            await OlderEntriesWinAsync(cluster, cluster.Nemesis(round));
    }

    /// <summary>Servers crash just before or just after any message, save or execution: what was answered stays executed, once (the
    /// paper's section 8).</summary>
    /// <remarks>Usual bugs: the answer goes out before the command is committed; after a restart commands are executed on top of a
    /// machine that was kept.</remarks>
    [Scenario(Part = "A")]
    public async Task A_server_that_crashes_around_an_execution_executes_once(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync();
            var victim = random.Next(2) == 0 ? leader : cluster.Draw(random, 1)[0];
            victim.CrashAt(EffectOf(random), random.Next(1, 6), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            var commands = cluster.Submit(leader, random.Next(1, 5));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 20.Milliseconds()));
            cluster.EndFaults();
            await cluster.OverAsync(commands, Limits.Agreement, "the leader");
            await cluster.AgreeAsync(cluster.Servers);
        }
    }

    /// <summary>Two followers of four answer seconds late: commands are answered as fast as the other two let them be (5.3).</summary>
    /// <remarks>Usual bug: the server waits until all have executed a command.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_slow_minority_does_not_slow_answers_down(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 2; round++)
        {
            var leader = await cluster.LeaderAsync();
            SlowDown(cluster, cluster.Draw(cluster.Nemesis(round), 3).Where(server => server != leader).Take(2));
            for (var i = 0; i < 10; i++)
            {
                await cluster.AnsweredAsync(cluster.Submit(leader), "an answer where a minority is slow");
                await cluster.PassAsync(50.Milliseconds());
            }

            await cluster.ConvergeAsync();
        }
    }

    /// <summary>Five clients on an unreliable network, for five seconds: most commands are answered, each rightly, and in the end all
    /// machines are equal.</summary>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Commands_are_answered_on_an_unreliable_network(MachineCluster cluster)
    {
        await cluster.AnswerAsync(cluster.Servers);
        cluster.Weather = Cluster.Unreliable;
        await RunAsync(cluster, 5, _ => { });
    }

    /// <summary>Bare majorities take turns every few hundred milliseconds, and the leader is mostly among those who go, while five
    /// clients submit (5.4).</summary>
    /// <remarks>Entries of former leaders meet those of new ones at the same indexes, with somebody waiting for each. Usual bugs: waiters
    /// that outlive their leadership; an old waiter that a new one replaces without being told.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Bare_majorities_that_take_turns_answer_rightly(MachineCluster cluster)
    {
        await cluster.AnswerAsync(cluster.Servers);
        await RunAsync(cluster, 12, random =>
        {
            var leaders = cluster.Servers.Where(server => server.Leads && random.Next(4) > 0).ToList();
            var others = cluster.Draw(random, cluster.Servers.Count).Except(leaders).ToArray();
            random.Shuffle(others);
            cluster.ConnectOnly([.. others.Take(cluster.Majority)]);
        });
    }

    /// <summary>Links fail in one direction, mostly a leader's (5.2).</summary>
    /// <remarks>Usual bug: a leader that hears nobody goes on answering.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Links_that_fail_one_way_mix_up_no_answers(MachineCluster cluster)
    {
        await cluster.AnswerAsync(cluster.Servers);
        await RunAsync(cluster, 10, random =>
        {
            cluster.World.Network.Heal();
            var victim = cluster.Servers.FirstOrDefault(server => server.Leads && random.Next(4) > 0) ?? cluster.Draw(random, 1)[0];
            cluster.CutOneWay(victim, isDeaf: random.Next(2) == 0, cluster.Except(victim).Where(_ => random.Next(4) > 0));
        });
    }

    /// <summary>Cuts, one-way cuts, crashes, pauses, drifting clocks and a bad network, mixed as the seed draws it, while clients
    /// submit; when it is over, all is answered within seconds.</summary>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Answers_survive_a_storm(MachineCluster cluster)
    {
        await cluster.AnswerAsync(cluster.Servers);
        var storm = new Storm(cluster);
        await RunAsync(cluster, 20, storm.Strike);
    }

    // Three servers. The first leader has entries that nobody else has; the second one has its own at their indexes, and nobody else
    // has those. Then the first one and the third elect the first again, since it has the longer log, and its entries win.
    private static async Task OlderEntriesWinAsync(MachineCluster cluster, Random random)
    {
        var first = await cluster.LeaderAsync();
        cluster.ConnectOnly(cluster.Except(first));
        await cluster.PassAsync(Limits.InFlight);
        var older = cluster.Submit(first, random.Next(3, 10));
        var second = await cluster.LeaderAsync(cluster.Except(first));
        cluster.ConnectOnly([]);
        await cluster.PassAsync(Limits.InFlight);
        var newer = cluster.Submit(second, random.Next(1, 4));
        cluster.ConnectOnly(cluster.Except(second));
        await cluster.AnswerAsync(cluster.Except(second));
        cluster.EndFaults();
        await cluster.OverAsync([.. older, .. newer], Limits.Agreement, "both leaders");
        await cluster.AgreeAsync(cluster.Servers);
    }

    // Faults, each of which lasts a while, with five clients; then all is well, and everybody gets on.
    private static async Task RunAsync(MachineCluster cluster, int rounds, Action<Random> strike)
    {
        var clients = new Submitters(cluster, 5);
        clients.Start();
        for (var round = 1; round <= rounds; round++)
        {
            var random = cluster.Nemesis(round);
            strike(random);
            await cluster.PassAsync(random.Between(100.Milliseconds(), 900.Milliseconds()));
        }

        cluster.EndFaults();
        await cluster.PassAsync(Storm.Aftermath);
        var before = clients.Answered;
        await cluster.UntilAsync(
            Limits.Agreement, "answers after the faults", "five clients", () => clients.Answered >= before + 10, "no-answer");
        await clients.EndAsync();
        await cluster.ConvergeAsync();
    }

    private static void SlowDown(MachineCluster cluster, IEnumerable<Server> slow)
    {
        // They hear in time, so that they want no election; what they say takes its time.
        foreach (var server in slow.ToList())
        {
            foreach (var other in cluster.Except(server))
                cluster.World.Network.SetLatency(server.Node, other.Node, 2.Seconds(), 4.Seconds());
        }
    }

    private static EffectKind? EffectOf(Random random) => random.Next(5) switch
    {
        0 => EffectKind.Send,
        1 => EffectKind.Reply,
        2 => EffectKind.Save,
        3 => EffectKind.Callback,
        _ => null,
    };
}
