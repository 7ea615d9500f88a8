using Labs.Framework;

namespace Labs.RaftLab.Tests;

/// <summary>Servers go and come all the time, while clients propose without a pause.</summary>
/// <remarks>The figures are those of 6.5840's churn tests.</remarks>
internal sealed class Churn(RaftCluster cluster)
{
    private const int Clients = 3;

    private bool _isOver;

    /// <summary>So many rounds of 0.7 s.</summary>
    public async Task RunAsync(int rounds)
    {
        for (var client = 0; client < Clients; client++)
        {
            var random = cluster.World.RandomFor("client", client);
            cluster.World.Tester.Start(() => RunClientAsync(random));
        }

        for (var round = 0; round < rounds; round++)
        {
            Strike(cluster.Nemesis(round));
            await cluster.PassAsync(700.Milliseconds());
        }

        _isOver = true;
    }

    private async Task RunClientAsync(Random random)
    {
        while (!_isOver)
        {
            await cluster.ProposeToLeadersAsync();
            await cluster.PassAsync(random.Between(10.Milliseconds(), 400.Milliseconds()));
        }
    }

    private void Strike(Random random)
    {
        var drawn = Enumerable.Range(0, 3).Select(_ => cluster.Draw(random, 1)[0]).ToArray();
        if (random.Next(1000) < 200)
            cluster.Isolate(drawn[0]);
        if (random.Next(1000) < 500)
        {
            drawn[1].Restart();
            cluster.Reconnect(drawn[1]);
        }

        if (random.Next(1000) < 200)
            drawn[2].Crash();
    }
}
