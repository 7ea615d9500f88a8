using Labs.Framework;
using Labs.Simulation.Tests.Crashes;

namespace Labs.Simulation.Tests.Draws;

/// <summary>A run in which a little of everything happens.</summary>
internal static class Bustle
{
    public static RunResult Run(ulong seed, bool keepTrace = false, Action? atTimes = null, Schedule? schedule = null)
    {
        var world = new World(new WorldOptions { Seed = seed, KeepTrace = keepTrace, Schedule = schedule });
        world.Network.Profile = NetworkProfile.LabrpcUnreliable.WithDuplicatesAndLateMessages(50);
        var nodes = world.AddGroup("n", 4, (node, self) => new Busy(node, world.AsEffects<ICounter>(self, new Counter())));
        if (atTimes is not null)
            world.AddInvariant(atTimes);
        return world.Run(async () =>
        {
            for (var step = 0; step < 40; step++)
            {
                await world.Tester.Delay(world.Tester.Random.Between(1.Milliseconds(), 30.Milliseconds()));
                Disturb(world, nodes, step);
            }
        });
    }

    private static void Disturb(World world, IReadOnlyList<SimulatedNode> nodes, int step)
    {
        var random = world.RandomFor("disturbance", step);
        var node = nodes[random.Next(nodes.Count)];
        if (!node.IsUp)
        {
            node.Start();
            return;
        }

        switch (random.Next(6))
        {
            case 0:
                node.Crash();
                break;
            case 1:
                node.CrashAtEffect(null, random.Next(1, 10), Boundary.After);
                break;
            case 2 when node.IsPaused:
                node.Resume();
                break;
            case 2:
                node.Pause();
                break;
            case 3:
                world.Network.Isolate(node);
                break;
            case 4:
                world.Network.Heal();
                break;
            default:
                node.SetClockDrift(random.Next(-100_000, 100_000));
                break;
        }
    }

    private sealed class Busy
    {
        private readonly INode _node;
        private readonly Dictionary<int, int> _counts = [];

        public Busy(INode node, ICounter counter)
        {
            _node = node;
            var number = node.Persister.Load<Saved>()?.Number ?? 0;
            node.Handle(async (Echo e) =>
            {
                node.Persister.Save(new Saved(++number));
                if (node.Random.Next(3) == 0)
                    await Task.Yield();
                counter.Count(number);
                node.Log($"handles {e.Number}");
                return new Echoed(e.Number + number);
            });
            for (var i = 0; i < 3; i++)
                node.Start(Call);
        }

        private async Task Call()
        {
            while (true)
            {
                await _node.Delay(_node.Random.Between(1.Milliseconds(), 20.Milliseconds()));
                var votes = Task.WhenAll(_node.Others.Select(o => o.CallAsync(new Echo(_node.Random.Next(5)), 50.Milliseconds())));
                await Task.WhenAny(votes, _node.Delay(10.Milliseconds()));
                foreach (var vote in await votes)
                    _counts[vote?.Number ?? -1] = _counts.GetValueOrDefault(vote?.Number ?? -1) + 1;
            }
        }
    }
}
