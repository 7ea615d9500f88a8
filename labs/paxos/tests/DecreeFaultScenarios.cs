using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part A: one value, while links fail, messages are late, and proposers get in each other's way (2.2, 2.4).</summary>
public sealed class DecreeFaultScenarios
{
    /// <summary>Whoever reaches only a minority gets nothing chosen; when the network is whole again, something is.</summary>
    /// <remarks>Usual bugs: half of the servers is taken for a majority; a proposer gives up.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_minority_chooses_nothing(PaxosCluster cluster)
    {
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var minority = cluster.Draw(random, 2);
            await cluster.PassAsync(10.Milliseconds());
            cluster.ConnectOnly(minority);
            await cluster.StartAsync(minority.Take(random.Next(1, 3)));
            await cluster.StaysUndecidedAsync(Limits.NoDecision);
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>Two of five servers hear nobody, while everybody hears them: their ballots disturb, but nobody decides by them, and the
    /// other three do.</summary>
    /// <remarks>Usual bugs: answers are counted that never came; whoever is overtaken again and again gives up.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_proposer_that_hears_nobody_does_no_harm(PaxosCluster cluster)
    {
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var deaf = cluster.Draw(random, 2);
            var others = cluster.Except(deaf);
            await cluster.PassAsync(10.Milliseconds());
            foreach (var server in deaf)
            {
                foreach (var other in cluster.Except(server))
                    cluster.World.Network.Cut(other.Node, server.Node);
            }

            await cluster.StartAsync(deaf);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 200.Milliseconds()));
            await cluster.StartAsync([others[random.Next(3)]]);
            await cluster.PassUntilAsync(Limits.Decision, () => cluster.Decided() is not null);
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>A majority has chosen; then another majority, which shares one server with it, is asked: it finds the same value, whoever
    /// proposes what (2.2, P2c).</summary>
    /// <remarks>Usual bugs: phase 2 proposes the own value always; it takes any accepted value and not that of the highest
    /// ballot.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_value_that_is_chosen_stays_chosen(PaxosCluster cluster)
    {
        for (var round = 0; round < 8; round++)
        {
            var random = cluster.Nemesis(round);
            var servers = cluster.Shuffled(random);
            await cluster.PassAsync(10.Milliseconds());
            cluster.ConnectOnly(servers[0], servers[1], servers[2]);
            // Whoever votes last learns from nobody what came of it.
            servers[2].CrashAt(EffectKind.Reply, 2, Boundary.After);
            await cluster.StartAsync([servers[0]]);
            await cluster.PassUntilAsync(100.Milliseconds(), () => servers[0].HasDecided(0));
            servers[2].Node.CancelPlannedCrash();
            servers[2].Restart();
            cluster.ConnectOnly(servers[2], servers[3], servers[4]);
            await cluster.PassAsync(Limits.InFlight);
            var second = servers[3 + random.Next(2)];
            await cluster.StartAsync([second]);
            await cluster.DecidesAsync([second]);
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>Bare majorities take turns, fast, while a few crash and begin again: votes of many ballots lie about, and whatever comes to
    /// be chosen stays (2.2).</summary>
    /// <remarks>Usual bugs: votes of different ballots are counted together; an acceptor accepts what is older than its promise; a
    /// ballot is
    /// used twice.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Bare_majorities_that_take_turns_choose_one_value(PaxosCluster cluster)
    {
        for (var round = 0; round < 6; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
            for (var turn = 0; turn < 25; turn++)
                await Rotation.TurnAsync(cluster, cluster.Nemesis((100 * round) + turn), 0);
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>A proposer has two votes of five in one ballot, and later two in another, in which it proposes another value: that is no
    /// majority, and the three who have voted for neither choose what they like (2.2).</summary>
    /// <remarks>DSLabs stages the same quorums. Usual bug: votes of one ballot are counted on with those of the next.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Votes_of_different_ballots_make_no_majority(PaxosCluster cluster)
    {
        for (var round = 0; round < 5; round++)
        {
            var servers = cluster.Shuffled(cluster.Nemesis(round));
            await cluster.PassAsync(10.Milliseconds());
            cluster.ConnectOnly(servers[0], servers[1], servers[2]);
            await CrashInPhase2Async(cluster, victim: servers[2], Boundary.Before, proposer: servers[0]);
            // Another proposer votes for its own value, and dies before anybody else does.
            cluster.ConnectOnly(servers[2], servers[3], servers[4]);
            await CrashInPhase2Async(cluster, victim: servers[3], Boundary.After, proposer: servers[3]);
            // The first one comes back to its instance, and takes over that value.
            cluster.ConnectOnly(servers[0], servers[3], servers[4]);
            await CrashInPhase2Async(cluster, victim: servers[4], Boundary.Before, proposer: servers[0]);
            cluster.ConnectOnly(servers[1], servers[2], servers[4]);
            await cluster.StartAsync([servers[1]]);
            await cluster.DecidesAsync([servers[1]]);
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>Two servers have tried ballot after ballot for twenty seconds, heard by two others who could not answer them. A fifth, who
    /// knows nothing of that, is refused once, and then knows how high it must go (2.4).</summary>
    /// <remarks>Usual bug: a refusal does not tell what was promised, or nobody looks at it, and the proposer climbs one by
    /// one.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_late_proposer_learns_how_high_ballots_are(PaxosCluster cluster)
    {
        for (var round = 0; round < 2; round++)
        {
            var servers = cluster.Shuffled(cluster.Nemesis(round));
            IReadOnlyList<PaxosServer> early = servers[..2], late = servers[2..3], heard = servers[2..];
            await cluster.PassAsync(10.Milliseconds());
            cluster.Partition(late, cluster.Except(late));
            foreach (var deaf in early)
            {
                foreach (var other in cluster.Except(deaf))
                    cluster.World.Network.Cut(other.Node, deaf.Node);
            }

            await cluster.StartAsync(early);
            await cluster.PassAsync(20.Seconds());
            foreach (var server in early)
                server.Crash();
            cluster.Partition(early, heard);
            await cluster.PassAsync(Limits.InFlight);
            var before = cluster.World.Network.Calls;
            await cluster.StartAsync(late);
            await cluster.DecidesAsync(heard);
            await cluster.PassAsync(100.Milliseconds());
            Expect.Budget(
                cluster.World,
                cluster.World.Network.Calls - before,
                Limits.CallsOfLateProposer,
                "calls of a proposer who comes late, alone");
            cluster.Renew();
        }
    }

    /// <summary>A proposer stops in the middle and goes on when others have decided: what it says then is old (2.2, phase 2 (b)).</summary>
    /// <remarks>Usual bug: an acceptor accepts without a look at its promise.</remarks>
    [Scenario(Part = "A")]
    public async Task A_proposer_that_stops_and_goes_on_overrules_nobody(PaxosCluster cluster)
    {
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var servers = cluster.Shuffled(random);
            await cluster.PassAsync(10.Milliseconds());
            cluster.World.Network.SetLatency(servers[0].Node, servers[1].Node, 1.Milliseconds(), 1.Milliseconds());
            cluster.World.Network.SetLatency(servers[0].Node, servers[2].Node, 1.Milliseconds(), 1.Milliseconds());
            await cluster.StartAsync([servers[0]]);
            // Its first messages are on their way, and the next ones take long.
            await cluster.PassAsync(random.Between(100.Microseconds(), 1.Milliseconds()));
            foreach (var other in cluster.Except(servers[0]))
                cluster.World.Network.SetLatency(servers[0].Node, other.Node, 50.Milliseconds(), 150.Milliseconds());
            if (random.Next(2) == 0)
            {
                await cluster.PassAsync(random.Between(TimeSpan.Zero, 3.Milliseconds()));
                servers[0].Node.Pause();
            }

            await cluster.StartAsync([servers[1]]);
            await cluster.DecidesAsync([servers[1]]);
            if (servers[0].Node.IsPaused)
                servers[0].Node.Resume();
            await cluster.PassAsync(200.Milliseconds());
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>One message in ten is lost each way, and all take their time.</summary>
    /// <remarks>Usual bug: a lost answer is taken for a refusal that ends it all, or for a promise.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task One_value_is_chosen_on_an_unreliable_network(PaxosCluster cluster)
    {
        for (var round = 0; round < 4; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
            cluster.World.Network.Profile = Cluster.Unreliable;
            await cluster.StartAsync(cluster.Servers);
            await cluster.DecidesAsync(cluster.Servers, 0, Limits.UnreliableDecision, "a decision on an unreliable network");
            cluster.Renew();
        }
    }

    /// <summary>Requests and answers come twice, or seconds late, when their ballots are long over; and some who sent them have crashed
    /// since.</summary>
    /// <remarks>Usual bugs: an answer to an old ballot counts for the present one; an old request is done again.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Messages_that_come_twice_or_late_change_nothing(PaxosCluster cluster)
    {
        for (var round = 0; round < 4; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
            var random = cluster.Nemesis(1000 * round);
            cluster.World.Network.Profile = Cluster.Reliable.WithDuplicatesAndLateMessages(random.Next(200, 600));
            for (var turn = 1; turn <= 8; turn++)
            {
                random = cluster.Nemesis((1000 * round) + turn);
                foreach (var server in cluster.Draw(random, random.Next(0, 2)))
                {
                    server.Crash();
                    server.Restart();
                }

                await cluster.PassAsync(1.Milliseconds());
                await cluster.StartAsync(cluster.Draw(random, random.Next(1, 4)), 0, isNeeded: false);
                await cluster.PassAsync(random.Between(TimeSpan.Zero, 400.Milliseconds()));
            }

            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>Everything at once: cuts, one-way cuts, crashes, pauses, drifting clocks and a bad network, mixed as the seed draws it;
    /// when
    /// it is over, all know one value.</summary>
    [Scenario(Part = "A", Servers = 5)]
    public async Task One_value_survives_a_storm(PaxosCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
            var storm = new Storm(cluster, 1000 * round);
            for (var strike = 1; strike <= 15; strike++)
            {
                await storm.StrikeAsync(cluster.Nemesis((1000 * round) + strike));
                await cluster.StartAsync(cluster.Draw(cluster.Nemesis(-((1000 * round) + strike)), 1), 0, isNeeded: false);
            }

            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>What Fischer, Lynch and Paterson proved: while somebody who hates you chooses how long each message takes, two
    /// proposers can
    /// keep each other from deciding for as long as he likes. When he is gone, they decide.</summary>
    /// <remarks>Whoever decides all the same has done nothing wrong, and has shown that his timeouts are shorter, or his pauses longer,
    /// than
    /// this adversary reckons with. The handout's last section goes through a run of it.</remarks>
    [Scenario(Part = "A")]
    public async Task Proposers_that_preempt_each_other_decide_in_the_end(PaxosCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var duel = new Duel(cluster, cluster.Shuffled(cluster.Nemesis(0)));
        await duel.RunAsync(20.Seconds());
        await cluster.ConvergeAsync();
    }

    // Whoever saves once in phase 1 crashes around its vote. Where somebody saves at other times, something else happens, as likely.
    private static async Task CrashInPhase2Async(PaxosCluster cluster, PaxosServer victim, Boundary boundary, PaxosServer proposer)
    {
        victim.CrashAt(EffectKind.Save, 2, boundary);
        await cluster.PassAsync(1.Milliseconds());
        await cluster.StartAsync([proposer], 0, isNeeded: false);
        await cluster.PassUntilAsync(1.Seconds(), () => !victim.IsUp);
        await cluster.PassAsync(Limits.InFlight);
        victim.Node.CancelPlannedCrash();
        victim.Restart();
    }
}
