using Labs.Framework;
using Labs.Simulation;

namespace Labs.KvServerLab.Tests;

/// <summary>Clients that get and put without end, until they are told to stop.</summary>
/// <remarks>Each client's operations are drawn from a sequence of its own, whatever the others do.</remarks>
internal sealed class Workload(KvCluster cluster, params IReadOnlyList<string> keys)
{
    private readonly List<Task> _loops = [];
    private bool _isOver;
    private int _values;

    /// <summary>How many operations of these clients have returned.</summary>
    public int Done { get; private set; }

    /// <summary>How many puts said Ok.</summary>
    public int Oks { get; private set; }

    /// <summary>How many puts said Maybe.</summary>
    public int Maybes { get; private set; }

    /// <summary>The longest pause between two operations of a client.</summary>
    public TimeSpan Pause { get; init; } = 5.Milliseconds();

    /// <summary>How many operations in ten are gets alone; the others are a get and then a put.</summary>
    public int GetsInTen { get; init; } = 3;

    /// <summary>Lets these clients begin.</summary>
    public void Start(params IEnumerable<KvClient> clients)
    {
        foreach (var client in clients)
        {
            var random = cluster.World.RandomFor("workload", (_loops.Count * 1000) + client.Id);
            _loops.Add(cluster.Run(() => LoopAsync(client, random)));
        }
    }

    /// <summary>Lets no client begin another operation, and waits for those under way, which no fault disturbs any more.</summary>
    public Task FinishAsync()
    {
        _isOver = true;
        return cluster.FinishAsync(_loops);
    }

    private async Task LoopAsync(KvClient client, Random random)
    {
        while (!_isOver)
        {
            try
            {
                await StepAsync(client, random);
            }
            catch (NodeDownException)
            {
                await RestartsAsync(client);
            }

            await cluster.PassAsync(random.Between(TimeSpan.Zero, Pause));
        }
    }

    private async Task StepAsync(KvClient client, Random random)
    {
        var key = keys[random.Next(keys.Count)];
        var (isGetAlone, isFromOldKnowledge) = (random.Next(10) < GetsInTen, random.Next(10) == 0);
        if (!TakesPlace(client, $"gets \"{key}\""))
            return;
        var reply = await client.GetAsync(key);
        Done++;
        var value = $"{client.Id}.{++_values}";
        if (_isOver || isGetAlone || !TakesPlace(client, $"puts \"{value}\" in \"{key}\""))
            return;

        // Now and then from old knowledge, so that it must be refused.
        var version = isFromOldKnowledge ? random.NextInt64(reply.Version + 1) : reply.Version;
        Count(await client.PutAsync(key, value, version));
    }

    private bool TakesPlace(KvClient client, string what) =>
        cluster.World.TakesPlace(client.Node.Address, () => $"{client} {what}");

    private void Count(PutResult result)
    {
        Done++;
        if (result == PutResult.Ok)
            Oks++;
        else if (result == PutResult.Maybe)
            Maybes++;
    }

    private async Task RestartsAsync(KvClient client)
    {
        while (!client.Node.IsUp)
            await cluster.PassAsync(10.Milliseconds());
    }
}
