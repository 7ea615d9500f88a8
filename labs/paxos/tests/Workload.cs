using Labs.Framework;
using Labs.Simulation;

namespace Labs.PaxosLab.Tests;

/// <summary>Clients that get, put and append without end, until they are told to stop.</summary>
/// <remarks>Each client's operations are drawn from a sequence of its own, whatever the others do.</remarks>
internal sealed class Workload(KvCluster cluster)
{
    private readonly List<Task> _loops = [];
    private bool _isOver;
    private int _values;

    /// <summary>How many keys the clients share.</summary>
    public int Keys { get; init; } = 2;

    /// <summary>The longest pause between two operations of a client.</summary>
    public TimeSpan PauseMost { get; init; } = 100.Milliseconds();

    /// <summary>How many operations have returned, or were left out of a run that is made smaller.</summary>
    public int Done { get; private set; }

    /// <summary>Lets these clients begin.</summary>
    public void Start(IEnumerable<KvClient> clients)
    {
        foreach (var client in clients)
        {
            var random = cluster.World.RandomFor("workload", client.Id);
            var done = new TaskCompletionSource();
            _loops.Add(done.Task);
            cluster.World.Tester.Start(async () =>
            {
                await RunAsync(client, random);
                done.SetResult();
            });
        }
    }

    /// <summary>Lets no client begin another operation, and waits for those under way.</summary>
    public Task EndAsync()
    {
        _isOver = true;
        return Task.WhenAll(_loops);
    }

    private async Task RunAsync(KvClient client, Random random)
    {
        while (!_isOver)
        {
            try
            {
                await StepAsync(client, random);
            }
            catch (NodeDownException)
            {
                // It crashed in the middle; somebody will start it again.
                while (!client.Node.IsUp)
                    await cluster.PassAsync(10.Milliseconds());
            }
        }
    }

    private async Task StepAsync(KvClient client, Random random)
    {
        var (key, kind, pause) = ($"k{random.Next(Keys)}", random.Next(5), random.Between(TimeSpan.Zero, PauseMost));
        var value = $"{client.Id}.{++_values};";
        if (cluster.World.TakesPlace(client.Node.Address, () => $"{client} uses \"{key}\"", isNeeded: false))
            await DoAsync(client, kind, key, value);
        Done++;
        // Time must pass, also where nothing takes place.
        await cluster.PassAsync(pause + 100.Microseconds());
    }

    private static Task DoAsync(KvClient client, int kind, string key, string value) => kind switch
    {
        0 => client.PutAsync(key, value),
        1 or 2 => client.AppendAsync(key, value),
        _ => client.GetAsync(key),
    };
}
