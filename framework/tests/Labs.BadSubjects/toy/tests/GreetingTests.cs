using Labs.Framework;
using Labs.Testing;

namespace Labs.Toy.Tests;

/// <summary>The toy lab's scenarios.</summary>
public sealed class GreetingTests
{
    /// <summary>Each server greets each other one, again and again.</summary>
    [Scenario(Part = "A", LimitSeconds = 60)]
    public async Task Servers_greet_each_other(ToyCluster cluster)
    {
        for (int from = 0; from < cluster.Servers.Count; from++)
        {
            for (int to = 0; to < cluster.Servers.Count; to++)
            {
                if (from != to)
                    await Greetings(cluster, from, to, 3);
            }
        }
    }

    /// <summary>A server answers a call, also one that comes later.</summary>
    [Scenario(Part = "A", LimitSeconds = 60)]
    public async Task A_server_answers(ToyCluster cluster)
    {
        for (int i = 0; i < 3; i++)
        {
            string answer = await cluster.Servers[i].InvokeAsync((IToy toy) => toy.Ask("well?"));
            Expect.Safety(answer == "well?", $"server {i} answered '{answer}' to 'well?'; look at Ask");
            await cluster.World.Tester.Delay(300.Milliseconds());
        }
    }

    /// <summary>A server crashes and starts again: it greets, and nothing of its former life does.</summary>
    [Scenario(Part = "B", LimitSeconds = 60)]
    public async Task A_restarted_server_greets_again(ToyCluster cluster)
    {
        await Greetings(cluster, 0, 1, 1);
        cluster.Servers[0].Crash();
        await cluster.World.Tester.Delay(1.Seconds());
        cluster.Servers[0].Start();
        await Greetings(cluster, 0, 1, cluster.Greetings(0, 1) + 2);
    }

    private static Task<object> Greetings(ToyCluster cluster, int from, int to, int count) => Expect.Within(
        cluster.World,
        5.Seconds(),
        $"greeting {count} of server {from} at server {to}",
        () => Task.FromResult(cluster.Greetings(from, to) >= count ? new object() : null));
}
