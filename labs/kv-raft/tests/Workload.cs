using Labs.Framework;
using Labs.Simulation;

namespace Labs.KvRaftLab.Tests;

/// <summary>Clients that get and put without end, until they are told to stop.</summary>
/// <remarks>Each client's operations are drawn from a sequence of its own, whatever the others do.</remarks>
internal sealed class Workload(KvCluster cluster)
{
    private readonly List<Task> _loops = [];
    private bool _isOver;
    private int _values;

    /// <summary>How many keys the clients share.</summary>
    public int Keys { get; init; } = 2;

    /// <summary>The longest pause between two operations of a client.</summary>
    public TimeSpan PauseMost { get; init; } = 150.Milliseconds();

    /// <summary>How many operations have returned.</summary>
    public int Done { get; private set; }

    /// <summary>How many puts said Ok.</summary>
    public int Oks { get; private set; }

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
        var key = $"k{random.Next(Keys)}";
        var (first, second) = (random.Between(TimeSpan.Zero, PauseMost), random.Between(TimeSpan.Zero, PauseMost));
        var (isGetAlone, isFromOldKnowledge) = (random.Next(10) < 3, random.Next(10) == 0);
        if (!TakesPlace(client, $"gets \"{key}\""))
        {
            await cluster.PassAsync(first);
            return;
        }

        var found = await client.GetAsync(key);
        Done++;
        await cluster.PassAsync(first);
        var value = $"{client.Id}.{++_values}";
        if (_isOver || isGetAlone || !TakesPlace(client, $"puts \"{value}\" in \"{key}\""))
            return;

        // Now and then from old knowledge, so that it must be refused.
        var version = isFromOldKnowledge ? random.NextInt64(found.Version + 1) : found.Version;
        var result = await client.PutAsync(key, value, version);
        Done++;
        if (result == PutResult.Ok)
            Oks++;
        await cluster.PassAsync(second);
    }

    private bool TakesPlace(KvClient client, string what) =>
        cluster.World.TakesPlace(client.Node.Address, () => $"{client} {what}");
}
