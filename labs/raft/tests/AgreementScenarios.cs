using Labs.Framework;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part B: a majority agrees on one log, and without a majority nothing is agreed on (the paper's sections 5.3 and 5.4).</summary>
/// <remarks>At every apply of every scenario: indexes rise one by one, hold what every other server applied there, and hold what was
/// proposed, once. With a probe, after every event: the properties of figure 3. No server crashes in part B.</remarks>
public sealed class AgreementScenarios
{
    // Going back by one with each heartbeat takes longer than agreement may take.
    private const int Many = 120;

    /// <summary>Commands are applied everywhere, at once, at the indexes 1, 2, 3, whatever bytes they are (5.3).</summary>
    /// <remarks>6.5840: TestBasicAgree3B. Usual bugs: an entry of Raft's own in the log; indexes that begin at 0; commands that wait
    /// for several heartbeats; followers that learn of a commitment only with the next command.</remarks>
    [Scenario(Part = "B")]
    public async Task Commands_are_applied_everywhere_in_the_order_of_their_indexes(RaftCluster cluster)
    {
        var leader = await cluster.LeaderAsync(Limits.Election);
        string[] commands = ["x", "", "\0\u0001\u00FF", .. Enumerable.Range(0, 17).Select(_ => cluster.NextCommand())];
        for (var index = 1; index <= commands.Length; index++)
        {
            var proposal = await leader.ProposeAsync(commands[index - 1]);
            Expect.Safety(
                proposal is { } at && at.Index == index,
                $"command number {index} of a quiet group was promised {proposal?.ToString() ?? "nothing"}; "
                + RaftCluster.See("proposals"));
            await cluster.CommittedAsync(proposal!, Limits.Commit, cluster.Servers);
        }
    }

    /// <summary>A command crosses the wire once for each follower, not again and again (5.3).</summary>
    /// <remarks>6.5840: TestRPCBytes3B, with the same limit, which allows each command three times and as much again for all else as
    /// it takes once; two times is what two followers need. Usual bug: the whole log is sent each time.</remarks>
    [Scenario(Part = "B")]
    public async Task A_command_is_sent_to_each_follower_once(RaftCluster cluster)
    {
        const int commands = 10, size = 5000;
        await cluster.AgreeAsync();
        var leader = await cluster.LeaderAsync(Limits.Election);
        var before = cluster.World.Network.Bytes;
        for (var i = 0; i < commands; i++)
        {
            var proposal = await leader.ProposeAsync(cluster.NextCommand(size));
            await cluster.CommittedAsync(proposal!, Limits.Commit, cluster.Servers);
        }

        Expect.Budget(
            cluster.World, cluster.World.Network.Bytes - before, 4 * commands * size, "bytes for 10 commands of 5,000 and 3 servers");
    }

    /// <summary>A follower that fails stops nobody; when both have failed, the leader commits nothing (5.3).</summary>
    /// <remarks>6.5840: TestFollowerFailure3B. Usual bugs: the leader waits for all followers; it counts answers of one follower
    /// twice, or a <see langword="null"/> for an answer.</remarks>
    [Scenario(Part = "B")]
    public async Task A_leader_needs_one_follower_of_two_but_not_both(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        var leader = await cluster.LeaderAsync(Limits.Election);
        var followers = cluster.Except(leader);
        cluster.Isolate(followers[0]);
        for (var i = 0; i < 5; i++)
        {
            var proposal = await cluster.ProposeAsync(leader);
            await cluster.CommittedAsync(proposal, Limits.Commit, [leader, followers[1]]);
        }

        cluster.Isolate(followers[1]);
        await cluster.PassAsync(Limits.InFlight);
        var lonely = await cluster.ProposeAsync(leader, 3);
        await cluster.StaysUncommittedAsync(lonely, Limits.NoCommit);
        await cluster.ConvergeAsync();
    }

    /// <summary>When a leader fails, the next one goes on with the same log; when two have failed, nobody does (5.2, 5.3).</summary>
    /// <remarks>6.5840: TestLeaderFailure3B. Usual bug: a new leader begins with what it believed of its followers in an earlier
    /// leadership.</remarks>
    [Scenario(Part = "B")]
    public async Task The_next_leader_goes_on_with_the_same_log(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 3; round++)
        {
            var first = await cluster.LeaderAsync(Limits.Election);
            cluster.Isolate(first);
            await cluster.AgreeAsync(cluster.Except(first));
            await cluster.AgreeAsync(cluster.Except(first));

            var second = await cluster.LeaderAsync(Limits.Election, cluster.Except(first));
            cluster.Isolate(second);
            await cluster.PassAsync(Limits.InFlight);
            var before = cluster.LastCommitted;
            await cluster.ProposeToLeadersAsync();
            await cluster.PassAsync(Limits.NoCommit);
            Expect.Safety(
                cluster.LastCommitted == before || cluster.World.IsFaultLeftOut,
                $"index {cluster.LastCommitted} was applied while no majority could talk; {RaftCluster.See("not-committed")}");
            await cluster.ConvergeAsync();
        }
    }

    /// <summary>A follower that missed commands gets them when it is back (5.3).</summary>
    /// <remarks>6.5840: TestFailAgree3B. Usual bugs: the leader never sends again what it sent in vain; the returning follower topples
    /// the leader and no new one comes.</remarks>
    [Scenario(Part = "B")]
    public async Task A_follower_that_was_cut_off_catches_up(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var follower = cluster.Except(leader)[cluster.Nemesis(round).Next(2)];
            cluster.Isolate(follower);
            for (var i = 0; i < 4; i++)
                await cluster.AgreeAsync(cluster.Except(follower));
            await cluster.PassAsync(1.Seconds());
            await cluster.AgreeAsync(cluster.Except(follower));

            cluster.Reconnect(follower);
            await cluster.AgreeAsync();
            await cluster.AgreeAsync();
        }
    }

    /// <summary>Nothing is agreed on while three of five servers are away; when they are back, no index is skipped (5.3).</summary>
    /// <remarks>6.5840: TestFailNoAgree3B. Usual bug: a majority of those who answer instead of a majority of all.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task A_minority_agrees_on_nothing(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 2; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var away = cluster.Except(leader).Skip(1).ToList();
            cluster.Isolate(away);
            await cluster.PassAsync(Limits.InFlight);
            var lonely = await cluster.ProposeAsync(leader, 3);
            await cluster.StaysUncommittedAsync(lonely, Limits.NoCommit);

            var last = cluster.LastCommitted;
            cluster.Reconnect(away);
            var next = await cluster.ProposeAsync(await cluster.LeaderAsync(Limits.Election));
            Expect.Safety(
                next.Index == last + 1 || next.Index == last + 4,
                $"index {last} was committed, the lonely leader's 3 entries came after it, and the next command got index {next.Index}; "
                + RaftCluster.See("proposals"));
            await cluster.AgreeAsync();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Commands that are proposed all at once are all committed, each at an index of its own (5.3).</summary>
    /// <remarks>6.5840: TestConcurrentStarts3B. Usual bug: two rounds of replication in flight at the same time mix up what their
    /// follower has: a reply that is older than another sets its index back.</remarks>
    [Scenario(Part = "B")]
    public async Task Commands_proposed_at_once_are_all_committed(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 5; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var asked = Enumerable.Range(0, 10).Select(_ => leader.ProposeAsync(cluster.NextCommand())).ToList();
            foreach (var task in asked)
            {
                var proposal = await task;
                Expect.Safety(proposal is not null, $"{leader} led, and its Propose returned null; {RaftCluster.See("proposals")}");
                await cluster.CommittedAsync(proposal!, Limits.Commit, cluster.Servers);
            }
        }
    }

    /// <summary>A leader comes back with entries that nobody else has, and they give way to those of the others (5.3, figure 7).</summary>
    /// <remarks>6.5840: TestRejoin3B. Usual bugs: the term of the entry before is not compared; conflicting entries are kept; a log
    /// that is longer but older wins the election; nothing is found to be equal, not even the place before the first entry.</remarks>
    [Scenario(Part = "B")]
    public async Task Entries_of_a_leader_that_was_cut_off_give_way(RaftCluster cluster)
    {
        // Nothing is agreed on before, so that in the first round the logs differ from their first entry on.
        for (var round = 0; round < 3; round++)
        {
            var first = await cluster.LeaderAsync(Limits.Election);
            cluster.Isolate(first);
            await cluster.PassAsync(Limits.InFlight);
            await cluster.ProposeAsync(first, 3);
            await cluster.AgreeAsync(cluster.Except(first));

            var second = await cluster.LeaderAsync(Limits.Election, cluster.Except(first));
            cluster.ConnectOnly(cluster.Except(second));
            await cluster.AgreeAsync(cluster.Except(second));

            cluster.Reconnect(second);
            await cluster.AgreeAsync();
        }
    }

    /// <summary>Logs that went apart by more than a hundred entries are brought together within seconds, again and again (5.3: 'the
    /// protocol can be optimized').</summary>
    /// <remarks>6.5840: TestBackup3B. Usual bugs: one entry back for each heartbeat; nothing is sent before the next command.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Logs_that_went_far_apart_come_together_fast(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        var first = await cluster.LeaderAsync(Limits.Election);
        var ally = cluster.Except(first)[0];
        var others = cluster.Except(first, ally);
        cluster.Partition([first, ally], [.. others]);
        await cluster.ProposeAsync(first, Many);
        await ProposeManyAsync(cluster, others);

        var second = await cluster.LeaderAsync(Limits.Election, others);
        var left = others.First(server => server != second);
        cluster.Partition([first, ally, left], [.. cluster.Except(first, ally, left)]);
        await cluster.PassAsync(Limits.InFlight);
        await cluster.ProposeAsync(second, Many);
        await ProposeManyAsync(cluster, [first, ally, left]);
        await cluster.ConvergeAsync();
    }

    /// <summary>Agreement costs few messages, and so does a quiet group afterwards (5.3).</summary>
    /// <remarks>6.5840: TestCount3B, with the same limits, which are what they are: three rounds for each command, and one more.
    /// Usual bugs: a message for each entry and each retry; entries sent again until the reply comes.</remarks>
    [Scenario(Part = "B")]
    public async Task Agreement_costs_few_messages(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        var leader = await cluster.LeaderAsync(Limits.Election);
        var before = cluster.World.Network.Calls;
        var last = await cluster.ProposeAsync(leader, 12);
        await cluster.CommittedAsync(last, Limits.Commit, cluster.Servers);
        Expect.Budget(cluster.World, cluster.World.Network.Calls - before, 42, "requests for 12 commands and 3 servers");

        before = cluster.World.Network.Calls;
        await cluster.KeepsLeadingAsync(leader, 5.Seconds(), cluster.Servers);
        Expect.Budget(cluster.World, cluster.World.Network.Calls - before, 300, "requests in 5 quiet seconds");
    }

    /// <summary>A follower that lacks a few commands of a long log is sent those by the next leader, and not the whole log again
    /// (5.3).</summary>
    /// <remarks>One entry back at a time is allowed here: that sends the few entries a few times. Usual bug: nextIndex goes back to the
    /// beginning of the log.</remarks>
    [Scenario(Part = "B")]
    public async Task A_follower_that_lacks_little_is_not_sent_the_whole_log(RaftCluster cluster)
    {
        const int size = 300, before = 60, lacking = 3;
        await ProposeLargeAsync(cluster, cluster.Servers, before, size);
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync(Limits.Election);
            var follower = cluster.Except(leader)[cluster.Nemesis(round).Next(2)];
            cluster.Isolate(follower);
            await ProposeLargeAsync(cluster, cluster.Except(follower), lacking, size);

            // A leader that is cut off goes on sending what the follower lacked; one that has stopped sends nothing. Of the two others
            // only the one that lacks nothing can lead.
            leader.Node.Pause();
            cluster.Reconnect(follower);
            var bytes = cluster.World.Network.Bytes;
            await cluster.AgreeAsync(cluster.Except(leader));
            Expect.Budget(
                cluster.World, cluster.World.Network.Bytes - bytes, before * size / 2, "bytes to catch up with 3 commands of 300");
            cluster.EndFaults();
            await cluster.AgreeAsync();
        }
    }

    private static async Task ProposeLargeAsync(RaftCluster cluster, IReadOnlyList<RaftServer> among, int commands, int size)
    {
        var leader = await cluster.LeaderAsync(Limits.Election, among);
        Proposal? last = null;
        for (var i = 0; i < commands; i++)
            last = await leader.ProposeAsync(cluster.NextCommand(size));
        await cluster.CommittedAsync(last!, Limits.Commit, among);
    }

    private static async Task ProposeManyAsync(RaftCluster cluster, IReadOnlyList<RaftServer> majority)
    {
        await cluster.AgreeAsync(majority);
        var leader = await cluster.LeaderAsync(Limits.Election, majority);
        var last = await cluster.ProposeAsync(leader, Many);
        await cluster.CommittedAsync(last, Limits.Commit, majority);
    }
}
