using Labs.Framework;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part B: agreement while links, clocks and the network fail (the paper's sections 5.3 to 5.6).</summary>
/// <remarks>At every apply of every scenario: indexes rise one by one, hold what every other server applied there, and hold what was
/// proposed, once. With a probe, after every event: the properties of figure 3. No server crashes in part B.</remarks>
public sealed class AgreementFaultScenarios
{
    /// <summary>Bare majorities take turns while everybody who believes to lead takes commands: all agree on one log (5.3, 5.4).</summary>
    /// <remarks>Usual bugs: nearly all there are. Entries of an old term are committed by counting copies (5.4.2, figure 8); a vote
    /// without a look at the log (5.4.1); entries that conflict are kept, or those that don't are removed.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Bare_majorities_that_take_turns_agree_on_one_log(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        var rotation = new Rotation(cluster);
        for (var round = 0; round < 50; round++)
            await rotation.TurnAsync(round);
        await cluster.ConvergeAsync();
    }

    /// <summary>The paper's figure 8, step by step: an entry of an old term lies on a majority, and yet another one takes its place
    /// (5.4.2).</summary>
    /// <remarks>Usual bug: a leader commits an entry of an earlier term because a majority has it. It must commit one of its own
    /// term, and with it all before.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task An_entry_of_an_old_term_is_not_committed_by_counting_its_copies(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 2; round++)
        {
            // (a) One follower gets the entry of the first leader.
            var first = await cluster.LeaderAsync(Limits.Election);
            var ally = cluster.Except(first)[cluster.Nemesis(round).Next(4)];
            await ReachOnlyAsync(cluster, first, ally);
            // (b) Another leader, of a newer term, has an entry of its own at that index.
            cluster.ConnectOnly(cluster.Except(first, ally));
            var rival = await cluster.LeaderAsync(Limits.Election, cluster.Except(first, ally));
            cluster.Isolate(rival);
            await cluster.PassAsync(Limits.InFlight);
            await cluster.ProposeAsync(rival);
            // (c) The first entry comes to a majority, by a leader in whose term nothing is proposed.
            var third = cluster.Except(first, ally, rival)[0];
            cluster.ConnectOnly([first, ally, third]);
            await cluster.LeaderAsync(Limits.Election, [first, ally, third]);
            await cluster.PassAsync(1.Seconds());
            // (d) The rival's log is newer than those that it meets now, and its entry wins.
            cluster.ConnectOnly(cluster.Except(first, ally));
            await cluster.AgreeAsync(cluster.Except(first, ally));
            await cluster.ConvergeAsync();
        }
    }

    /// <summary>A leader is cut off when its command has just reached one follower: the command is committed or lost, but the same
    /// everywhere, and nobody is stuck (5.3, 5.4).</summary>
    /// <remarks>Usual bugs: a log with an entry of a newer term is not preferred in the election; an entry is committed at the
    /// follower that has it; the old leader still counts answers when it is back.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_command_that_reached_one_follower_is_kept_by_all_or_by_none(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync(Limits.Election);
            var follower = cluster.Except(leader)[random.Next(4)];
            await ReachOnlyAsync(cluster, leader, follower);

            var bystander = cluster.Except(leader, follower)[random.Next(3)];
            var isolated = random.Next(2) == 0 ? follower : bystander;
            cluster.ConnectOnly(cluster.Except(leader, isolated));
            await cluster.AgreeAsync(cluster.Except(leader, isolated));
            cluster.ConnectOnly(cluster.Except(isolated));
            await cluster.AgreeAsync(cluster.Except(isolated));
            cluster.EndFaults();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Requests and replies come twice, or seconds late, among newer ones and in later terms: nothing that was appended is
    /// removed, nothing is counted that was not said (5.3).</summary>
    /// <remarks>Usual bugs: an AppendEntries cuts off the log behind its last entry though nothing conflicts; a late reply sets
    /// nextIndex or matchIndex back, or is taken for one of the present term; the reply's meaning is read off the present log instead of
    /// the request that it answers.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Messages_that_come_twice_or_late_undo_nothing(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 25; round++)
        {
            var random = cluster.Nemesis(round);
            cluster.World.Network.Profile = RaftCluster.Reliable.WithDuplicatesAndLateMessages(random.Next(100, 500));
            if (random.Next(3) == 0)
                cluster.Isolate(cluster.Servers.Where(server => server.Leads));
            else
                cluster.ConnectOnly(cluster.Draw(random, random.Next(cluster.Majority, cluster.Servers.Count + 1)));
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                await cluster.ProposeToLeadersAsync();
                await cluster.PassAsync(random.Between(1.Milliseconds(), 300.Milliseconds()));
            }
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>A leader that lost its leadership and won another one gets answers to what it sent in the first: they say nothing about
    /// what its followers have now (5.1, 5.3).</summary>
    /// <remarks>Usual bugs: after the await only the role is looked at, which is right again, and not the term; what is known of a
    /// follower outlives the leadership.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Answers_from_an_earlier_leadership_count_for_nothing(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 3; round++)
        {
            var first = await cluster.LeaderAsync(Limits.Election);
            var others = cluster.Except(first).ToArray();
            cluster.Nemesis(round).Shuffle(others);
            var (slow, left, right) = (others[0], others[1], others[2]);
            // One follower takes entries of the first leader, and its answer is on its way for seconds.
            cluster.ConnectOnly([first, slow]);
            cluster.World.Network.SetLatency(slow.Node, first.Node, 6.Seconds(), 9.Seconds());
            await cluster.PassAsync(Limits.InFlight);
            await cluster.ProposeAsync(first, 8);
            await cluster.PassAsync(150.Milliseconds());
            // Meanwhile these entries give way to those of another leader.
            cluster.ConnectOnly(cluster.Except(first, slow));
            await cluster.AgreeAsync(cluster.Except(first, slow));
            cluster.EndFaults();
            await cluster.AgreeAsync();
            // Of these three only the first leader reaches a majority, and so can be elected.
            cluster.ConnectOnly([first, left, right]);
            cluster.Separate(left, right);
            for (var end = cluster.World.Now + 3.Seconds(); !first.Leads && cluster.World.Now < end;)
                await cluster.PassAsync(1.Milliseconds());
            // With one follower it has none.
            cluster.ConnectOnly([first, left]);
            await cluster.PassAsync(Limits.InFlight);
            var before = cluster.LastCommitted;
            await cluster.ProposeToLeadersAsync([first], 12);
            var calls = cluster.World.Network.Calls;
            await cluster.PassAsync(8.Seconds());
            Expect.Budget(cluster.World, cluster.World.Network.Calls - calls, 2000, "requests of five servers in 8 s without agreement");
            Expect.Safety(
                cluster.LastCommitted == before || cluster.World.IsFaultLeftOut,
                $"index {cluster.LastCommitted} was applied while two of five servers could talk; {RaftCluster.See("not-committed")}");
            cluster.EndFaults();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Of those who can talk only one has a log that is good enough, and it is the slowest: it is elected all the same, since the
    /// others, who ask in vain, don't put its election off (5.2, 5.4.1).</summary>
    /// <remarks>Usual bug: the election timer is reset by a request for a vote that is refused.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Servers_that_cannot_win_keep_nobody_from_it(RaftCluster cluster)
    {
        const int drift = 100_000;
        await cluster.AgreeAsync();
        for (var round = 0; round < 10; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var others = cluster.Except(leader).ToArray();
            cluster.Nemesis(round).Shuffle(others);
            var (good, ally) = (others[0], others[1]);
            cluster.ConnectOnly([leader, good, ally]);
            await cluster.AgreeAsync([leader, good, ally]);

            cluster.ConnectOnly(cluster.Except(leader, ally));
            foreach (var server in cluster.Servers)
                server.ClockDrift = server == good ? -drift : drift;
            await cluster.LeaderAsync(Limits.Election, cluster.Except(leader, ally));
            cluster.EndFaults();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Two followers of four answer seconds late: commands are committed as fast as the other two answer (5.3: 'a single
    /// round of RPCs to a majority; a minority of slow servers need not impact overall system performance').</summary>
    /// <remarks>Usual bugs: the leader waits for all answers of a round before it counts, or before it begins the next.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_slow_minority_does_not_slow_commits_down(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var slow = cluster.Draw(cluster.Nemesis(round), 3).Where(server => server != leader).Take(2).ToList();
            // They hear in time, so that they want no election; what they say takes its time.
            foreach (var server in slow)
            {
                foreach (var other in cluster.Except(server))
                    cluster.World.Network.SetLatency(server.Node, other.Node, 2.Seconds(), 4.Seconds());
            }

            for (var i = 0; i < 10; i++)
            {
                var proposal = await cluster.ProposeAsync(leader);
                await cluster.CommittedAsync(proposal, Limits.Commit, cluster.Except(slow), "a command where a minority is slow");
                await cluster.PassAsync(50.Milliseconds());
            }

            cluster.EndFaults();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Links fail in one direction: whoever is elected and heard commits, and when all is well again the logs are one (5.3,
    /// 5.4).</summary>
    /// <remarks>Usual bugs: a leader that is heard but hears nobody commits; entries taken from it are thought committed.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Links_that_fail_one_way_do_not_split_the_log(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 12; round++)
        {
            var random = cluster.Nemesis(round);
            var victim = cluster.Servers.FirstOrDefault(server => server.Leads && random.Next(4) > 0) ?? cluster.Draw(random, 1)[0];
            var isDeaf = random.Next(2) == 0;
            foreach (var other in cluster.Except(victim).Where(_ => random.Next(4) > 0))
            {
                if (isDeaf)
                    cluster.World.Network.Cut(other.Node, victim.Node);
                else
                    cluster.World.Network.Cut(victim.Node, other.Node);
            }

            for (var i = 0; i < 3; i++)
            {
                await cluster.ProposeToLeadersAsync();
                await cluster.PassAsync(random.Between(50.Milliseconds(), 500.Milliseconds()));
            }

            if (random.Next(2) == 0)
                cluster.EndFaults();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Clocks run up to 10 % fast or slow, and leaders stop in the middle of their work and go on when they have a
    /// successor: what they then say and count belongs to the past (5.3, 5.6).</summary>
    /// <remarks>Usual bugs: a leader that wakes up takes answers of its old term for new ones, or commits before it hears that
    /// there is a newer term; anything that trusts a clock.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Leaders_that_stop_and_go_on_do_not_split_the_log(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 5; round++)
        {
            var random = cluster.Nemesis(round);
            foreach (var server in cluster.Servers)
                server.ClockDrift = random.Next(-100_000, 100_001);

            var leader = await cluster.LeaderAsync(Limits.Election);
            await cluster.ProposeAsync(leader, random.Next(1, 4));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 2.Milliseconds()));
            leader.Node.Pause();
            await cluster.AgreeAsync(cluster.Except(leader));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 500.Milliseconds()));
            leader.Node.Resume();
            await cluster.AgreeAsync();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Cuts, one-way cuts, pauses, drifting clocks and a bad network, mixed as the seed draws it, while commands are
    /// proposed; when it is over, all agree within seconds (5.3, 5.4).</summary>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Agreement_survives_a_storm(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        var storm = new Storm(cluster, withCrashes: false);
        for (var round = 1; round <= 40; round++)
        {
            await storm.StrikeAsync(round);
            await cluster.ProposeToLeadersAsync(cluster.Nemesis(-round).Next(3));
        }

        cluster.EndFaults();
        await cluster.PassAsync(Storm.Aftermath);
        await cluster.ConvergeAsync();
    }

    // A command of the leader comes to one follower; then both are alone.
    private static async Task ReachOnlyAsync(RaftCluster cluster, RaftServer leader, RaftServer follower)
    {
        cluster.ConnectOnly([leader, follower]);
        var before = follower.Node.PersistedSize;
        await cluster.ProposeAsync(leader);
        // A follower has what it has saved. Where nothing is saved yet, a heartbeat and a half must do.
        for (var end = cluster.World.Now + 150.Milliseconds(); follower.Node.PersistedSize == before && cluster.World.Now < end;)
            await cluster.PassAsync(TimeSpan.FromMicroseconds(500));
        cluster.Isolate(leader, follower);
    }
}
