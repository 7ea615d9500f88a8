using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part B: many instances, while links and servers fail.</summary>
public sealed class SequenceFaultScenarios
{
    private static readonly EffectKind?[] Kinds = [EffectKind.Reply, EffectKind.Save, EffectKind.Send, null];

    /// <summary>Fifty instances at once, where one message in ten is lost each way.</summary>
    /// <remarks>Usual bugs: those of the same scenario without losses; a server that missed the decision never learns it.</remarks>
    [Scenario(Part = "B")]
    public async Task Fifty_instances_at_once_on_an_unreliable_network(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        cluster.World.Network.Profile = Cluster.Unreliable;
        var sequences = cluster.Next(50);
        foreach (var sequence in sequences)
            await cluster.StartAsync(cluster.Servers, sequence);
        foreach (var sequence in sequences)
            await cluster.DecidesAsync(cluster.Servers, sequence, Limits.UnreliableDecision, "a decision on an unreliable network");
    }

    /// <summary>A proposer dies in the middle of an instance, or is alone with it: the instances after it are decided, and the hole is
    /// filled when somebody asks.</summary>
    /// <remarks>Usual bugs: instances wait for each other; a proposer that hangs keeps its server from proposing anything else.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task An_instance_that_hangs_holds_up_no_other(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        for (var round = 0; round < 6; round++)
        {
            var random = cluster.Nemesis(round);
            var servers = cluster.Shuffled(random);
            var hole = cluster.Next();
            if (random.Next(2) == 0)
                cluster.Partition([servers[0], servers[1]], [servers[2], servers[3], servers[4]]);
            else
                servers[0].CrashAt(EffectKind.Send, random.Next(1, 9), Boundary.After);
            await cluster.StartAsync([servers[0]], hole);
            await cluster.PassAsync(5.Milliseconds());
            for (var i = 0; i < 3; i++)
                await cluster.AgreeAsync(random, [servers[2], servers[3], servers[4]]);
            await cluster.StartAsync([servers[3]], hole);
            await cluster.DecidesAsync([servers[3]], hole);
            await cluster.ConvergeAllAsync();
        }
    }

    /// <summary>While nobody has a majority nothing is decided; the side that has one decides; and when the network is whole again, all
    /// know
    /// all.</summary>
    /// <remarks>Usual bugs: a proposer gives up; two sides decide.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Decisions_are_made_where_the_majority_is(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        for (var round = 0; round < 4; round++)
        {
            var random = cluster.Nemesis(round);
            var servers = cluster.Shuffled(random);
            var sequence = cluster.Next();
            cluster.Partition([servers[0], servers[1]], [servers[2], servers[3]], [servers[4]]);
            await cluster.StartAsync([servers[0], servers[2]], sequence);
            await cluster.StaysUndecidedAsync(Limits.NoDecision, sequence);

            cluster.Partition([servers[0]], [servers[1], servers[2], servers[3]], [servers[4]]);
            await cluster.DecidesAsync([servers[2]], sequence);
            var later = await cluster.AgreeAsync(random, [servers[1], servers[2], servers[3]]);
            await cluster.StartAsync([servers[4]], later);
            await cluster.PassAsync(50.Milliseconds());
            await cluster.ConvergeAllAsync();
        }
    }

    /// <summary>One server changes from one side to the other, twenty times, and both sides propose: each instance is decided once, by the
    /// side that has it.</summary>
    /// <remarks>Usual bug: the server that both majorities share forgets, when it changes sides, what it has promised or
    /// accepted.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public Task A_server_that_switches_sides_carries_every_value_along(SequenceCluster cluster) =>
        SwitchSidesAsync(cluster, Cluster.Reliable);

    /// <summary>The same, where messages are lost and late.</summary>
    [Scenario(Part = "B", Servers = 5)]
    public Task A_server_that_switches_sides_does_so_on_an_unreliable_network(SequenceCluster cluster) =>
        SwitchSidesAsync(cluster, Cluster.Unreliable);

    /// <summary>The network splits anew every tenth of a second or so, for a while in which dozens of instances are begun: when it is whole
    /// again, all are decided.</summary>
    [Scenario(Part = "B", Servers = 5)]
    public Task Every_instance_is_decided_though_partitions_come_and_go(SequenceCluster cluster) =>
        RepartitionAsync(cluster, Cluster.Reliable);

    /// <summary>The same, where messages are lost and late.</summary>
    [Scenario(Part = "B", Servers = 5)]
    public Task Partitions_come_and_go_on_an_unreliable_network(SequenceCluster cluster) => RepartitionAsync(cluster, Cluster.Unreliable);

    /// <summary>Bare majorities take turns, some of their servers crash in the middle, and three instances are open at any time.</summary>
    /// <remarks>Usual bugs: those of the same scenario in part A, and whatever two instances share.</remarks>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Bare_majorities_that_take_turns_agree_on_every_instance(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var open = cluster.Next(3).ToArray();
        for (var turn = 0; turn < 100; turn++)
        {
            var random = cluster.Nemesis(turn);
            await Rotation.TurnAsync(cluster, random, open[random.Next(3)]);
            if (turn % 8 == 7)
                open[random.Next(3)] = cluster.Next();
        }

        await cluster.ConvergeAllAsync();
    }

    /// <summary>Servers crash at any effect, one or two at a time, while several instances are under way: nothing that was promised,
    /// accepted or
    /// decided in any of them is lost.</summary>
    /// <remarks>Usual bugs: saving one instance overwrites another; what is loaded is not all that was saved.</remarks>
    [Scenario(Part = "B")]
    public async Task Servers_that_crash_in_the_middle_keep_every_instance(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        for (var round = 0; round < 20; round++)
        {
            var random = cluster.Nemesis(round);
            foreach (var victim in cluster.Draw(random, random.Next(1, 3)))
            {
                victim.CrashAt(
                    Kinds[random.Next(Kinds.Length)], random.Next(1, 12), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
            }

            foreach (var sequence in cluster.Next(2))
                await cluster.StartAsync(cluster.Draw(random, random.Next(1, 4)), sequence, isNeeded: false);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 30.Milliseconds()));
            foreach (var server in cluster.Servers)
                server.Node.CancelPlannedCrash();
            cluster.RestartAll();
        }

        await cluster.ConvergeAllAsync();
    }

    /// <summary>All servers crash together again and again: each instance that was decided is decided again, with the same value,
    /// whoever is
    /// asked.</summary>
    [Scenario(Part = "B", Servers = 5)]
    public async Task Every_instance_survives_when_everybody_crashes(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        for (var round = 0; round < 8; round++)
        {
            var random = cluster.Nemesis(round);
            var up = cluster.Draw(random, 3);
            foreach (var server in up)
                server.Restart();
            await cluster.PassAsync(1.Milliseconds());
            foreach (var sequence in cluster.Next(3))
                await cluster.StartAsync(up.Take(random.Next(1, 4)), sequence, isNeeded: false);
            for (var again = 0; again < 3; again++)
                await cluster.StartAsync(up.Take(1), random.Next(3 * (round + 1)), isNeeded: false);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, random.Next(2) == 0 ? 4.Milliseconds() : 60.Milliseconds()));
            cluster.CrashAll();
        }

        await cluster.ConvergeAllAsync();
    }

    /// <summary>Everything at once, and when it is over, all know all.</summary>
    [Scenario(Part = "B", Servers = 5)]
    public async Task The_sequence_survives_a_storm(SequenceCluster cluster)
    {
        await cluster.PassAsync(10.Milliseconds());
        var storm = new Storm(cluster, 0);
        for (var strike = 1; strike <= 40; strike++)
        {
            await storm.StrikeAsync(cluster.Nemesis(strike));
            var random = cluster.Nemesis(-strike);
            var newest = strike % 3 == 0 ? cluster.Next() : Math.Max(0, (strike / 3) - random.Next(3));
            await cluster.StartAsync(cluster.Draw(random, random.Next(1, 4)), newest, isNeeded: false);
        }

        await cluster.ConvergeAllAsync();
    }

    private static async Task SwitchSidesAsync(SequenceCluster cluster, NetworkProfile weather)
    {
        await cluster.PassAsync(10.Milliseconds());
        cluster.World.Network.Profile = weather;
        for (var turn = 0; turn < 20; turn++)
        {
            var random = cluster.Nemesis(turn);
            var sequence = cluster.Next();
            var (one, other) = (cluster.Servers.Take(2).ToList(), cluster.Servers.Skip(3).ToList());
            var both = cluster.Servers[2];
            cluster.Partition([.. one, both], other);
            await cluster.StartAsync([one[random.Next(2)]], sequence, isNeeded: false);
            await cluster.StartAsync([other[random.Next(2)]], sequence, isNeeded: false);
            await cluster.PassAsync(random.Next(2) == 0
                ? random.Between(TimeSpan.Zero, 3.Milliseconds())
                : random.Between(TimeSpan.Zero, 100.Milliseconds()));
            if (random.Next(3) == 0)
            {
                both.Crash();
                both.Restart();
            }

            cluster.Partition(one, [both, .. other]);
            await cluster.StartAsync([other[random.Next(2)]], sequence, isNeeded: false);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 50.Milliseconds()));
        }

        await cluster.ConvergeAllAsync();
    }

    private static async Task RepartitionAsync(SequenceCluster cluster, NetworkProfile weather)
    {
        await cluster.PassAsync(10.Milliseconds());
        cluster.World.Network.Profile = weather;
        for (var turn = 0; turn < 25; turn++)
        {
            var random = cluster.Nemesis(turn);
            var sides = cluster.Servers.GroupBy(_ => random.Next(3)).Select(side => (IReadOnlyList<PaxosServer>)[.. side]).ToArray();
            cluster.Partition(sides);
            foreach (var sequence in cluster.Next(random.Next(0, 3)))
                await cluster.StartAsync(cluster.Draw(random, random.Next(1, 6)), sequence, isNeeded: false);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 200.Milliseconds()));
        }

        await cluster.ConvergeAllAsync();
    }
}
