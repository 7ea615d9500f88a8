using Labs.Framework;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part C: what was agreed on outlives crashes (the paper's figure 2, 'persistent state', and sections 5.4 and 5.5).</summary>
/// <remarks>At every apply of every scenario: indexes rise one by one from the beginning of each life, and hold what was applied there
/// by anybody, in any life. With a probe, after every event: the properties of figure 3.</remarks>
public sealed class PersistenceScenarios
{
    /// <summary>All servers, the leader, a follower crash and come back: the log is there, and goes on (figure 2).</summary>
    /// <remarks>6.5840: TestPersist13C. Usual bugs: the log is not saved, or not loaded; the commit index is taken for saved.</remarks>
    [Scenario(Part = "C")]
    public async Task Logs_survive_restarts(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 2; round++)
        {
            cluster.CrashAll();
            cluster.RestartAll();
            await cluster.AgreeAsync();

            var leader = await cluster.LeaderAsync(Limits.Election);
            leader.Crash();
            leader.Restart();
            await cluster.AgreeAsync();

            leader = await cluster.LeaderAsync(Limits.Election);
            leader.Crash();
            await cluster.AgreeAsync(cluster.Except(leader));
            leader.Restart();
            await cluster.AgreeAsync();

            var follower = cluster.Except(await cluster.LeaderAsync(Limits.Election))[cluster.Nemesis(round).Next(2)];
            follower.Crash();
            await cluster.AgreeAsync(cluster.Except(follower));
            follower.Restart();
            await cluster.AgreeAsync();
        }
    }

    /// <summary>A server alone is a majority of its group: it elects itself and commits what it is given, and all of it is there after a
    /// restart (5.2, 5.3, figure 2).</summary>
    /// <remarks>Usual bugs: votes and copies are counted only when a reply comes; what needs no other server is not saved.</remarks>
    [Scenario(Part = "C", Servers = 1)]
    public async Task A_server_alone_keeps_what_it_committed(RaftCluster cluster)
    {
        for (var life = 0; life < 4; life++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            await cluster.CommittedAsync(await cluster.ProposeAsync(leader, 3), Limits.Commit, cluster.Servers);
            leader.Crash();
            leader.Restart();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Majorities of five follow each other, each with one server that was there before (5.4.1).</summary>
    /// <remarks>6.5840: TestPersist23C. Usual bugs: the term is not saved, so that an old term has a second leader; the server that
    /// comes back with the older log wins.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Majorities_that_share_one_server_share_the_log(RaftCluster cluster)
    {
        for (var round = 0; round < 5; round++)
        {
            await cluster.AgreeAsync();
            var leader = await cluster.LeaderAsync(Limits.Election);
            var order = Enumerable.Range(1, 4).Select(i => cluster.Servers[(leader.Id + i) % 5]).ToList();
            order[0].Crash();
            order[1].Crash();
            await cluster.AgreeAsync([leader, order[2], order[3]]);

            leader.Crash();
            order[2].Crash();
            order[3].Crash();
            order[0].Restart();
            order[1].Restart();
            await cluster.PassAsync(1.Seconds());
            order[2].Restart();
            await cluster.AgreeAsync([order[0], order[1], order[2]]);
            cluster.RestartAll();
        }

        await cluster.AgreeAsync();
    }

    /// <summary>Leader and one follower crash; the leader comes back to a follower that was cut off (5.4.1).</summary>
    /// <remarks>6.5840: TestPersist33C. Usual bugs: the leader sends its entry before it has saved it; the follower that knows less is
    /// elected.</remarks>
    [Scenario(Part = "C")]
    public async Task A_leader_that_restarts_still_has_what_it_committed(RaftCluster cluster)
    {
        for (var round = 0; round < 4; round++)
        {
            await cluster.AgreeAsync();
            var leader = await cluster.LeaderAsync(Limits.Election);
            var (left, right) = (cluster.Except(leader)[0], cluster.Except(leader)[1]);
            cluster.Isolate(right);
            await cluster.AgreeAsync([leader, left]);

            leader.Crash();
            left.Crash();
            cluster.Reconnect(right);
            leader.Restart();
            await cluster.AgreeAsync([leader, right]);
            left.Restart();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Leaders crash as soon as they are there, mostly in the middle of a command, and others come back (5.4.2).</summary>
    /// <remarks>6.5840: TestFigure83C, with fewer rounds in a trial and many trials. Usual bugs: whatever is saved too late.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Leaders_that_crash_in_the_middle_of_a_command_leave_one_log(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 250; round++)
        {
            var random = cluster.Nemesis(round);
            await cluster.ProposeToLeadersAsync();
            await cluster.PassAsync(random.Next(10) == 0
                ? random.Between(TimeSpan.Zero, 500.Milliseconds())
                : random.Between(TimeSpan.Zero, 13.Milliseconds()));
            foreach (var leader in cluster.Servers.Where(server => server.Leads && random.Next(4) > 0))
                leader.Crash();
            var down = cluster.Servers.Where(server => !server.IsUp).ToList();
            if (down.Count > 2)
                down[random.Next(down.Count)].Restart();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>One message in ten is lost each way: concurrent commands are committed all the same (5.3: 'retries').</summary>
    /// <remarks>6.5840: TestUnreliableAgree3C. Usual bugs: a lost reply ends the replication to that follower; a
    /// <see langword="null"/> sets nextIndex back.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Commands_are_committed_on_an_unreliable_network(RaftCluster cluster)
    {
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        for (var round = 0; round < 12; round++)
        {
            // Four clients at once, each content with one server; a fifth goes before the next round.
            var clients = Enumerable.Range(0, 4).Select(_ => cluster.AgreeAsync(cluster.Servers, by: 1)).ToList();
            await cluster.AgreeAsync(cluster.Servers, by: 1);
            foreach (var client in clients)
                await client;
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Leaders are cut off in the middle of a command, replies come seconds late, and everybody who believes to lead takes
    /// commands (5.3, 5.4.2).</summary>
    /// <remarks>6.5840: TestFigure8Unreliable3C, with fewer rounds in a trial and many trials. Usual bugs: late replies are taken for new
    /// ones; logs that went apart come together too slowly.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Leaders_that_are_cut_off_on_an_unreliable_network_leave_one_log(RaftCluster cluster)
    {
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        await cluster.AgreeAsync(cluster.Servers, by: 1);
        var away = new List<RaftServer>();
        for (var round = 0; round < 250; round++)
        {
            var random = cluster.Nemesis(round);
            if (round == 50)
                cluster.World.Network.Profile = RaftCluster.Unreliable.WithLongReordering();
            await cluster.ProposeToLeadersAsync();
            await cluster.PassAsync(random.Next(10) == 0
                ? random.Between(TimeSpan.Zero, 500.Milliseconds())
                : random.Between(TimeSpan.Zero, 13.Milliseconds()));
            away.AddRange(cluster.Servers.Where(server => server.Leads && !away.Contains(server) && random.Next(2) == 0));
            cluster.Isolate(away);
            if (away.Count > 2)
            {
                cluster.Reconnect(away[0]);
                away.RemoveAt(0);
            }
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Servers are cut off, crash and come back while three clients propose: what was applied once stays (5.3, 5.4).</summary>
    /// <remarks>6.5840: TestReliableChurn3C.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task What_was_committed_survives_churn(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        await new Churn(cluster).RunAsync(rounds: 20);
        await cluster.ConvergeAsync();
    }

    /// <summary>The same on an unreliable network.</summary>
    /// <remarks>6.5840: TestUnreliableChurn3C.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task What_was_committed_survives_churn_on_an_unreliable_network(RaftCluster cluster)
    {
        cluster.World.Network.Profile = RaftCluster.Unreliable;
        await cluster.AgreeAsync();
        await new Churn(cluster).RunAsync(rounds: 20);
        await cluster.ConvergeAsync();
    }
}
