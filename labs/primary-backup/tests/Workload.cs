using Labs.Framework;
using Labs.Simulation;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Clients that get, put and append without end, until they are told to stop.</summary>
/// <remarks>Each client's operations are drawn from a sequence of its own, whatever the others do.</remarks>
internal sealed class Workload(Service service, params IReadOnlyList<string> keys)
{
    private readonly List<Task> _loops = [];
    private bool _isOver;

    /// <summary>How many operations of these clients have returned; in a run that is being made smaller, those that were left out count
    /// all the same.</summary>
    public int Done { get; private set; }

    /// <summary>The longest pause between two operations of a client.</summary>
    public TimeSpan Pause { get; init; } = 20.Milliseconds();

    /// <summary>Whether all operations are appends.</summary>
    public bool AppendsAlone { get; init; }

    /// <summary>Lets these clients begin.</summary>
    public void Start(params IEnumerable<Client> clients)
    {
        foreach (var client in clients)
        {
            var random = service.World.RandomFor($"workload {service.ViewService.Address}", client.Id);
            _loops.Add(service.World.RunAsync(() => LoopAsync(client, random)));
        }
    }

    /// <summary>Lets no client begin another operation, and waits for those under way, which no fault disturbs any more.</summary>
    public Task FinishAsync()
    {
        _isOver = true;
        return service.FinishAsync(_loops);
    }

    private async Task LoopAsync(Client client, Random random)
    {
        // A number of its own for each client: what one asks does not hang on what others have asked before.
        for (var number = 1; !_isOver; number++)
        {
            try
            {
                await StepAsync(client, random, number);
            }
            catch (NodeDownException)
            {
                while (!client.Node.IsUp)
                    await service.World.Tester.Delay(10.Milliseconds());
            }

            await service.World.Tester.Delay(random.Between(TimeSpan.Zero, Pause));
        }
    }

    private async Task StepAsync(Client client, Random random, int number)
    {
        var (key, choice) = (keys[random.Next(keys.Count)], AppendsAlone ? 1 : random.Next(5));
        var value = Appended.Text(client.Id, number);
        var (what, does) = choice switch
        {
            0 => ($"puts \"{value}\" in \"{key}\"", () => client.PutAsync(key, value)),
            1 or 2 => ($"appends \"{value}\" to \"{key}\"", () => client.AppendAsync(key, value)),
            _ => ($"gets \"{key}\"", (Func<Task>)(() => client.GetAsync(key))),
        };
        if (service.World.TakesPlace(client.Node.Address, () => $"{client} {what}", isNeeded: false))
            await does();
        Done++;
    }
}
