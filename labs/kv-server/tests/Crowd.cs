using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>Holders that take a lock, stay a while in the critical section, and give it back, until they are told to stop.</summary>
/// <remarks>In the section each one also looks whether the key that the lock guards is empty, puts itself in, and takes itself out
/// again, as 6.5840 does: so the lock is watched by the tester's clock and by the service itself.</remarks>
internal sealed class Crowd(KvCluster cluster, string name)
{
    private readonly List<Task> _loops = [];
    private bool _isOver;

    /// <summary>How often a section was gone through.</summary>
    public int Sections { get; private set; }

    /// <summary>How long a holder stays at most.</summary>
    public TimeSpan StayMost { get; init; } = 10.Milliseconds();

    /// <summary>Whether the section works on the key that the lock guards; not where a crash may leave it full.</summary>
    public bool IsGuarding { get; init; } = true;

    /// <summary>Lets a holder on each of these clients begin.</summary>
    public void Start(IEnumerable<KvClient> clients, int holder = 0)
    {
        foreach (var client in clients)
        {
            var random = cluster.World.RandomFor($"crowd {name}", (holder * 1000) + client.Id);
            _loops.Add(cluster.Run(() => LoopAsync(client, holder, random)));
        }
    }

    /// <summary>Lets nobody begin again, and waits until everyone has had his turn, which no fault disturbs any more.</summary>
    public Task FinishAsync()
    {
        _isOver = true;
        return cluster.WithinAsync(
            Limits.EverybodysTurn, "the lock, everybody's last turn", $"\"{name}\"", Task.WhenAll(_loops), "no-lock");
    }

    /// <summary>Lets nobody begin again, and waits for nobody.</summary>
    public void Abandon() => _isOver = true;

    private async Task LoopAsync(KvClient client, int holder, Random random)
    {
        while (!_isOver)
        {
            try
            {
                await client.AcquireAsync(name, holder);
                if (IsGuarding)
                    await StayAsync(client, holder, random);
                else
                    await cluster.PassAsync(random.Between(TimeSpan.Zero, StayMost));
                Sections++;
                await client.ReleaseAsync(name, holder);
            }
            catch (NodeDownException)
            {
                return;
            }

            await cluster.PassAsync(random.Between(TimeSpan.Zero, 5.Milliseconds()));
        }
    }

    private async Task StayAsync(KvClient client, int holder, Random random)
    {
        var (guarded, mark) = ($"guarded by {name}", $"{client.Id}/{holder}, section {Sections}");
        var found = await client.GetAsync(guarded);
        Inside(found.Value.Length == 0, found, client, "entered");
        // Ok or Maybe: nobody else puts here.
        await client.PutAsync(guarded, mark, found.Version);
        await cluster.PassAsync(random.Between(TimeSpan.Zero, StayMost));
        found = await client.GetAsync(guarded);
        Inside(found.Value == mark, found, client, "was still in");
        await client.PutAsync(guarded, "", found.Version);
    }

    private void Inside(bool isAlone, GetReply found, KvClient client, string when) => Expect.Safety(
        isAlone,
        $"{client} {when} the critical section of \"{name}\" and found \"{found.Value}\" in it; {KvCluster.See("two-holders")}");
}
