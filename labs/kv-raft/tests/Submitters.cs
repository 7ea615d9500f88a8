using Labs.Framework;

namespace Labs.KvRaftLab.Tests;

/// <summary>Several clients that submit commands all the time, each to the server that answered it last, or else to the next.</summary>
/// <param name="cluster">The group.</param>
/// <param name="clients">How many there are.</param>
internal sealed class Submitters(MachineCluster cluster, int clients)
{
    private static readonly TimeSpan PauseMost = 200.Milliseconds();

    // As long as a client waits, before it asks another server; what it was promised may still come true.
    private static readonly TimeSpan Patience = 500.Milliseconds();

    private readonly List<Command> _pending = [];
    private bool _isOver;

    /// <summary>How many commands were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Lets the clients begin.</summary>
    public void Start()
    {
        for (var client = 0; client < clients; client++)
        {
            var random = cluster.World.RandomFor("client", client);
            cluster.World.Tester.Start(() => RunAsync(random));
        }
    }

    /// <summary>Lets the clients end, and waits until all that they wait for is over: nothing is wrong any more.</summary>
    public Task EndAsync()
    {
        _isOver = true;
        return cluster.OverAsync(_pending, Limits.Agreement, "all clients");
    }

    private async Task RunAsync(Random random)
    {
        for (var server = random.Next(cluster.Servers.Count); !_isOver;)
        {
            if (TakesPlace(cluster.Servers[server]))
                server = await SubmitAsync(server);
            await cluster.PassAsync(random.Between(1.Milliseconds(), PauseMost));
        }
    }

    // Returns whom to ask next.
    private async Task<int> SubmitAsync(int server)
    {
        var command = cluster.Submit(cluster.Servers[server]);
        _pending.Add(command);
        await Task.WhenAny(command.Over, cluster.PassAsync(Patience));
        if (command.IsOver)
            _pending.Remove(command);
        if (command.Answer is null)
            return (server + 1) % cluster.Servers.Count;

        Answered++;
        return server;
    }

    private bool TakesPlace(Server server) =>
        cluster.World.TakesPlace(server.Node.Address, () => $"a command is submitted to {server}");
}
