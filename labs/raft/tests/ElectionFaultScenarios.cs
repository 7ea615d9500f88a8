using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part A: elections when links, servers and clocks fail one at a time (5.1, 5.2, 5.4, 5.6).</summary>
/// <remarks>At every event of every scenario: no term has two leaders, no leader is unelected, no term goes back.</remarks>
public sealed class ElectionFaultScenarios
{
    /// <summary>A leader that hears the others, while nothing of it gets out, is replaced and steps down (5.1).</summary>
    /// <remarks>Usual bugs: a leader ignores the newer term in a request; it steps down only on replies, or only on heartbeats.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_leader_that_is_not_heard_is_replaced_and_steps_down(RaftCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var mute = await cluster.LeaderAsync(Limits.Election);
            var term = mute.Term;
            foreach (var other in cluster.Except(mute))
                cluster.World.Network.Cut(mute.Node, other.Node);

            await cluster.LeaderAsync(Limits.Election, cluster.Except(mute));
            await cluster.StepsDownAsync(mute, term);
            cluster.EndFaults();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>A follower that hears nobody, and whom everybody hears, can disturb but not deceive: it is never elected, and when
    /// it hears again there is one leader (5.2).</summary>
    /// <remarks>While it lasts there may be no leader: its requests carry ever newer terms, and each vote that it is given puts off
    /// the voter's own election. Usual bugs: votes are counted that never came; a second vote in a term.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_server_that_hears_nobody_is_never_elected(RaftCluster cluster)
    {
        for (var round = 0; round < 2; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var deaf = cluster.Except(leader)[cluster.Nemesis(round).Next(4)];
            foreach (var other in cluster.Except(deaf))
                cluster.World.Network.Cut(other.Node, deaf.Node);

            await cluster.PassAsync(Limits.InFlight);
            await cluster.NobodyIsElectedAsync(5.Seconds(), [deaf]);
            cluster.EndFaults();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>An old leader that hears nobody goes on sending heartbeats of its old term; they keep nobody from electing (5.1,
    /// figure 2: 'from current leader').</summary>
    /// <remarks>Usual bug: the election timer is reset by any AppendEntries, before its term is looked at.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Heartbeats_of_an_old_term_keep_nobody_from_electing(RaftCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var old = await cluster.LeaderAsync(Limits.Election);
            cluster.Isolate(old);
            var leader = await cluster.LeaderAsync(Limits.Election, cluster.Except(old));
            foreach (var other in cluster.Except(old))
                cluster.World.Network.Join(old.Node, other.Node);

            leader.Crash();
            await cluster.LeaderAsync(Limits.Election, cluster.Except(old, leader));
            cluster.EndFaults();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>An old leader that can talk with one follower only learns the newer term from that follower's replies, and steps
    /// down (5.1).</summary>
    /// <remarks>Usual bug: the term in a reply is not looked at, so that the old leader goes on for ever.</remarks>
    [Scenario(Part = "A")]
    public async Task An_old_leader_steps_down_when_a_reply_shows_a_newer_term(RaftCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var old = await cluster.LeaderAsync(Limits.Election);
            var term = old.Term;
            cluster.Isolate(old);
            var leader = await cluster.LeaderAsync(Limits.Election, cluster.Except(old));

            cluster.Reconnect(old);
            cluster.Separate(old, leader);
            await cluster.StepsDownAsync(old, term);
            cluster.EndFaults();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>Clocks run up to 10 % fast or slow, and leaders stop now and then for longer than any timeout: nobody depends on
    /// exact times, and a leader that wakes up steps down (5.2, 5.6).</summary>
    /// <remarks>Usual bugs: an election timeout that is only just longer than the interval of heartbeats; a leader that wakes up
    /// and believes in votes or replies from before.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Clocks_that_drift_and_leaders_that_stop_do_no_harm(RaftCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            var random = cluster.Nemesis(round);
            foreach (var server in cluster.Servers)
                server.ClockDrift = random.Next(-100_000, 100_001);

            var leader = await cluster.LeaderAsync(Limits.Election);
            var term = leader.Term;
            await cluster.KeepsLeadingAsync(leader, 3.Seconds(), cluster.Servers);
            leader.Node.Pause();
            await cluster.LeaderAsync(Limits.Election, cluster.Except(leader));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 1.Seconds()));
            leader.Node.Resume();
            await cluster.StepsDownAsync(leader, term);
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>A server that crashes around its vote has voted for one candidate in that term, or for none: never for two
    /// (5.2, figure 2 'updated on stable storage before responding to RPCs').</summary>
    /// <remarks>Two servers make one of them the leader, and one of the two then meets the third server, alone, after a crash: the third
    /// asks for its vote in the same term. Or two servers that can't hear each other ask the same third one, while somebody crashes
    /// just before or just after sending, saving or replying, and is back at once. Usual bugs: vote or term are not saved, or are
    /// saved after the reply went out, or the own vote of a candidate is not.</remarks>
    [Scenario(Part = "A")]
    public async Task A_server_that_crashes_around_its_vote_votes_once(RaftCluster cluster)
    {
        for (var round = 0; round < 12; round++)
        {
            var random = cluster.Nemesis(round);
            await cluster.LeaderAsync(Limits.Election);
            cluster.CrashAll();
            var servers = cluster.Draw(random, 3).ToArray();
            random.Shuffle(servers);
            if (round % 2 == 0)
                await AskWhoHasVotedAsync(cluster, random, servers[0], servers[1], servers[2]);
            else
                await AskWhoCrashesAsync(cluster, random, servers[0], servers[1], servers[2]);
            cluster.EndFaults();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>A request for a vote comes a second late: the voter has a newer term by then, in which it has voted for nobody, and yet
    /// it gives no vote for the old one (5.1, figure 2 'reply false if term is less than currentTerm').</summary>
    /// <remarks>That old term has its leader, so a vote more makes a second one. Usual bug: only the vote is looked at, and not the
    /// term.</remarks>
    [Scenario(Part = "A")]
    public async Task A_request_of_an_old_term_gets_no_vote(RaftCluster cluster)
    {
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            var before = (await cluster.LeaderAsync(Limits.Election)).Term;
            cluster.CrashAll();
            var servers = cluster.Draw(random, 3).ToArray();
            random.Shuffle(servers);
            await AskLateAsync(cluster, before, servers[0], servers[1], servers[2]);
            cluster.EndFaults();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    /// <summary>All servers crash together again and again, often within an election: each time there is a leader again, in a term
    /// that nobody has led in before (5.1, figure 2).</summary>
    /// <remarks>Usual bug: the term is not saved, or not at every change, so that it begins anew after a restart.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task Terms_are_not_used_twice_when_everybody_crashes(RaftCluster cluster)
    {
        for (var round = 0; round < 12; round++)
        {
            var random = cluster.Nemesis(round);
            if (random.Next(2) == 0)
            {
                var before = cluster.LastLedTerm;
                var leader = await cluster.LeaderAsync(Limits.Election);
                Expect.Safety(
                    leader.Term > before,
                    $"{leader} leads in term {leader.Term} after everybody restarted, and term {before} had a leader before; "
                    + RaftCluster.See("terms"));
            }
            else
            {
                await cluster.PassAsync(random.Between(200.Milliseconds(), 700.Milliseconds()));
            }

            cluster.CrashAll();
            await cluster.PassAsync(random.Between(1.Milliseconds(), 100.Milliseconds()));
            cluster.RestartAll();
        }

        await cluster.LeaderAsync(Limits.Election);
    }

    // Two servers elect, one of them crashes, and meets a third one that is about to begin an election in that term.
    private static async Task AskWhoHasVotedAsync(
        RaftCluster cluster, Random random, RaftServer one, RaftServer other, RaftServer late)
    {
        const int drift = 100_000;
        (one.ClockDrift, other.ClockDrift, late.ClockDrift) = (drift, drift, -drift);
        cluster.Partition([one, other], [late]);
        cluster.RestartAll();
        var victim = random.Next(2) == 0 ? one : other;
        if (random.Next(2) == 0)
        {
            // Whoever votes crashes as its answer goes out.
            one.CrashAt(EffectKind.Reply, 1, Boundary.After);
            other.CrashAt(EffectKind.Reply, 1, Boundary.After);
        }

        for (var end = cluster.World.Now + 1.Seconds(); !one.Leads && !other.Leads && one.IsUp && other.IsUp && cluster.World.Now < end;)
            await cluster.PassAsync(1.Milliseconds());
        if (!one.IsUp || !other.IsUp)
            victim = one.IsUp ? other : one;
        // The answer arrives.
        await cluster.PassAsync(2.Milliseconds());
        one.Node.CancelPlannedCrash();
        other.Node.CancelPlannedCrash();
        victim.Crash();
        cluster.ConnectOnly([victim, late]);
        victim.Restart();
        await cluster.PassAsync(800.Milliseconds());
    }

    // Two servers that can't hear each other ask a third one, and somebody crashes around it.
    private static async Task AskWhoCrashesAsync(
        RaftCluster cluster, Random random, RaftServer voter, RaftServer one, RaftServer other)
    {
        cluster.Separate(one, other);
        if (random.Next(2) == 0)
            cluster.World.Network.SetLatency(voter.Node, one.Node, 100.Milliseconds(), 400.Milliseconds());

        cluster.RestartAll();
        var victim = random.Next(4) == 0 ? one : voter;
        for (var crash = 0; crash < 2; crash++)
        {
            EffectKind?[] kinds = [EffectKind.Reply, EffectKind.Save, EffectKind.Send, null];
            victim.CrashAt(kinds[random.Next(4)], random.Next(1, 4), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            await cluster.PassWhileUpAsync(victim, 800.Milliseconds());
            await cluster.PassAsync(random.Between(1.Milliseconds(), 60.Milliseconds()));
            victim.Restart();
        }

        await cluster.PassAsync(400.Milliseconds());
    }

    // While a candidate's requests are under way, the other two elect a leader in the same term, and it learns from the other's answer
    // that there is a newer one.
    private static async Task AskLateAsync(
        RaftCluster cluster, int before, RaftServer candidate, RaftServer one, RaftServer other)
    {
        foreach (var voter in cluster.Except(candidate))
        {
            cluster.World.Network.Cut(voter.Node, candidate.Node);
            cluster.World.Network.SetLatency(candidate.Node, voter.Node, 900.Milliseconds(), 1100.Milliseconds());
        }

        cluster.RestartAll();
        await PassUntilAsync(cluster, 1.Seconds(), () => candidate.Term > before);
        // It stays in its election for as long as it takes.
        candidate.ClockDrift = -900_000;
        await PassUntilAsync(cluster, 1.Seconds(), () => one.Leads || other.Leads);
        var (leader, follower) = one.Leads ? (one, other) : (other, one);
        var term = leader.Term;
        cluster.Separate(leader, follower);
        follower.ClockDrift = 1_000_000;
        await PassUntilAsync(cluster, 1.Seconds(), () => follower.Term > term);
        cluster.World.Network.Join(leader.Node, follower.Node);
        cluster.World.Network.Join(follower.Node, leader.Node);
        await PassUntilAsync(cluster, 150.Milliseconds(), () => leader.Term > term);
        leader.ClockDrift = -500_000;
        cluster.ConnectOnly([leader, candidate]);
        await cluster.PassAsync(1.Seconds());
    }

    private static async Task PassUntilAsync(RaftCluster cluster, TimeSpan atMost, Func<bool> holds)
    {
        for (var end = cluster.World.Now + atMost; !holds() && cluster.World.Now < end;)
            await cluster.PassAsync(1.Milliseconds());
    }
}
