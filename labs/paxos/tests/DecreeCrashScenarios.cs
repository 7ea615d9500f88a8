using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Part A: crashes at the worst moments. An acceptor's answer is a promise for all its lives (2.2, the end; 2.5, 'stable
/// storage').</summary>
public sealed class DecreeCrashScenarios
{
    private static readonly EffectKind?[] Kinds = [EffectKind.Reply, EffectKind.Save, EffectKind.Send, null];

    /// <summary>A proposer and one acceptor are a majority; the acceptor crashes around one of its answers and then meets the third server
    /// alone. What its answers said, it still knows.</summary>
    /// <remarks>Usual bugs: it answers before it has saved; it saves the promise and not the vote, or the vote and not the
    /// promise.</remarks>
    [Scenario(Part = "A")]
    public async Task An_acceptor_that_crashes_around_its_answer_keeps_its_word(PaxosCluster cluster)
    {
        for (var round = 0; round < 10; round++)
        {
            var random = cluster.Nemesis(round);
            var servers = cluster.Shuffled(random);
            await cluster.PassAsync(10.Milliseconds());
            cluster.ConnectOnly(servers[0], servers[1]);
            servers[1].CrashAt(
                Kinds[random.Next(2)], random.Next(1, 3), random.Next(3) == 0 ? Boundary.Before : Boundary.After);
            await cluster.StartAsync([servers[0]]);
            await cluster.PassUntilAsync(50.Milliseconds(), () => !servers[1].IsUp || servers[0].HasDecided(0));
            // What it has just sent still arrives, and may be counted.
            await cluster.PassAsync(Limits.InFlight);
            servers[1].Crash();
            servers[1].Restart();
            cluster.ConnectOnly(servers[1], servers[2]);
            await cluster.PassAsync(1.Milliseconds());
            await cluster.StartAsync([servers[2]]);
            await cluster.DecidesAsync([servers[2]]);
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>A proposer crashes in the middle of what it sends, and begins again with another value, or others do: those who got its
    /// last
    /// messages and those who did not end with one value.</summary>
    /// <remarks>Usual bugs: a ballot of the former life is used again, for another value; the own vote is not saved.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task A_proposer_that_crashes_in_the_middle_leaves_one_value(PaxosCluster cluster)
    {
        for (var round = 0; round < 8; round++)
        {
            var random = cluster.Nemesis(round);
            var servers = cluster.Shuffled(random);
            await cluster.PassAsync(10.Milliseconds());
            for (var life = 0; life < 4; life++)
            {
                cluster.ConnectOnly([servers[0], .. servers.Skip(1).OrderBy(_ => random.Next()).Take(2)]);
                servers[0].CrashAt(
                    Kinds[random.Next(1, Kinds.Length)], random.Next(1, 13), random.Next(2) == 0 ? Boundary.Before : Boundary.After);
                await cluster.StartAsync([servers[0]], 0, isNeeded: false);
                await cluster.PassUntilAsync(20.Milliseconds(), () => !servers[0].IsUp);
                await cluster.PassAsync(random.Between(TimeSpan.Zero, 2.Milliseconds()));
                servers[0].Node.CancelPlannedCrash();
                servers[0].Restart();
                await cluster.PassAsync(100.Microseconds());
            }

            cluster.ConnectOnly([.. servers.Skip(1).OrderBy(_ => random.Next()).Take(3)]);
            await cluster.StartAsync(servers.Skip(1), 0, isNeeded: false);
            await cluster.PassAsync(30.Milliseconds());
            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }

    /// <summary>All servers crash together, often in the middle, and some majority of them is back: what was decided before is decided
    /// again.</summary>
    /// <remarks>Usual bugs: promises or votes are kept in memory; a value is saved without its ballot.</remarks>
    [Scenario(Part = "A", Servers = 5)]
    public async Task What_was_chosen_is_there_after_everybody_crashed(PaxosCluster cluster)
    {
        for (var round = 0; round < 5; round++)
        {
            await cluster.PassAsync(10.Milliseconds());
            for (var crash = 0; crash < 4; crash++)
            {
                var random = cluster.Nemesis((10 * round) + crash);
                var up = cluster.Draw(random, 3);
                foreach (var server in up)
                    server.Restart();
                await cluster.PassAsync(100.Microseconds());
                await cluster.StartAsync(up.Take(random.Next(1, 4)), 0, isNeeded: false);
                await cluster.PassAsync(random.Between(TimeSpan.Zero, random.Next(2) == 0 ? 4.Milliseconds() : 60.Milliseconds()));
                cluster.CrashAll();
            }

            await cluster.ConvergeAsync();
            cluster.Renew();
        }
    }
}
