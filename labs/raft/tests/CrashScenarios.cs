using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Part C: crashes at the worst moments (the paper's figure 2, 'persistent state', and section 5.5).</summary>
/// <remarks>At every apply of every scenario: indexes rise one by one from the beginning of each life, and hold what was applied there
/// by anybody, in any life. With a probe, after every event: the properties of figure 3.</remarks>
public sealed class CrashScenarios
{
    private static readonly EffectKind?[] Kinds = [EffectKind.Reply, EffectKind.Save, EffectKind.Send, EffectKind.Callback, null];

    /// <summary>One of the two servers that have a command crashes around it, just before or after it saves, sends, replies or
    /// applies; the other one is lost. What the first one said, it still knows (figure 2, 'updated on stable storage before responding
    /// to RPCs').</summary>
    /// <remarks>Usual bugs: a follower answers before it has saved; a leader sends, or counts itself, before it has saved; only the
    /// term and the vote are saved.</remarks>
    [Scenario(Part = "C")]
    public async Task A_server_that_crashes_around_an_append_knows_what_it_said(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 12; round++)
        {
            var random = cluster.Nemesis(round);
            var leader = await cluster.LeaderAsync(Limits.Election);
            var (follower, absent) = random.Next(2) == 0
                ? (cluster.Except(leader)[0], cluster.Except(leader)[1])
                : (cluster.Except(leader)[1], cluster.Except(leader)[0]);
            cluster.Isolate(absent);
            await cluster.PassAsync(Limits.InFlight);

            var victim = random.Next(3) == 0 ? leader : follower;
            victim.CrashAt(Kinds[random.Next(Kinds.Length)], random.Next(1, 4), random.Next(3) == 0 ? Boundary.Before : Boundary.After);
            await cluster.ProposeToLeadersAsync([leader], random.Next(1, 3));
            await cluster.PassWhileUpAsync(victim, 300.Milliseconds());
            // What it has just sent still arrives, and may be counted.
            await cluster.PassAsync(2.Milliseconds());

            victim.Node.CancelPlannedCrash();
            victim.Restart();
            cluster.ConnectOnly([victim, absent]);
            await cluster.AgreeAsync([victim, absent]);
            cluster.EndFaults();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>All servers crash together again and again, often in the middle of a command: what was applied is there again, and the
    /// log goes on (5.4, 5.5).</summary>
    /// <remarks>Usual bugs: a server applies what it finds in its log, committed or not; it goes on applying where its last life ended,
    /// though its service has forgotten everything.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task What_was_committed_is_there_after_everybody_crashed(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 15; round++)
        {
            var random = cluster.Nemesis(round);
            if (random.Next(3) == 0)
                await cluster.AgreeAsync([.. cluster.Servers.Where(server => server.IsUp)]);
            else
                await cluster.PassAsync(random.Between(300.Milliseconds(), 900.Milliseconds()));
            await cluster.ProposeToLeadersAsync(random.Next(1, 4));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, random.Next(2) == 0 ? 3.Milliseconds() : 150.Milliseconds()));
            cluster.CrashAll();
            await cluster.PassAsync(random.Between(1.Milliseconds(), 100.Milliseconds()));
            foreach (var server in cluster.Draw(random, random.Next(cluster.Majority, 6)))
                server.Restart();
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Servers crash and are back at once, while messages of their former lives are still under way: they belong to
    /// the past (5.1, 5.3).</summary>
    /// <remarks>Usual bugs: an old AppendEntries removes newer entries; the term of a former life is used again, so that its messages
    /// look like new ones.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Messages_of_former_lives_do_no_harm(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        for (var round = 0; round < 20; round++)
        {
            var random = cluster.Nemesis(round);
            cluster.World.Network.Profile = RaftCluster.Reliable.WithDuplicatesAndLateMessages(random.Next(200, 600));
            await cluster.ProposeToLeadersAsync(random.Next(1, 4));
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 200.Milliseconds()));
            foreach (var server in cluster.Servers.Where(server => server.Leads || random.Next(5) == 0))
            {
                server.Crash();
                server.Restart();
            }

            await cluster.PassAsync(random.Between(50.Milliseconds(), 900.Milliseconds()));
        }

        await cluster.ConvergeAsync();
    }

    /// <summary>Bare majorities take turns, and those who go or come crash, some in the middle of what they do (5.4, 5.5).</summary>
    /// <remarks>Usual bugs: those of the same scenario in part B, and whatever is saved too late or not at all.</remarks>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Bare_majorities_that_crash_and_return_agree_on_one_log(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        var rotation = new Rotation(cluster, withCrashes: true);
        for (var round = 0; round < 50; round++)
            await rotation.TurnAsync(round);
        await cluster.ConvergeAsync();
    }

    /// <summary>Everything at once: cuts, one-way cuts, crashes, pauses, drifting clocks and a bad network, mixed as the seed draws it;
    /// when it is over, all agree within seconds (5.3 to 5.6).</summary>
    [Scenario(Part = "C", Servers = 5)]
    public async Task Logs_survive_a_storm(RaftCluster cluster)
    {
        await cluster.AgreeAsync();
        var storm = new Storm(cluster);
        for (var round = 1; round <= 40; round++)
        {
            await storm.StrikeAsync(round);
            await cluster.ProposeToLeadersAsync(cluster.Nemesis(-round).Next(3));
        }

        cluster.EndFaults();
        await cluster.PassAsync(Storm.Aftermath);
        await cluster.ConvergeAsync();
    }
}
