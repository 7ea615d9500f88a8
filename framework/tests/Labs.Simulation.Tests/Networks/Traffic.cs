using Labs.Framework;

namespace Labs.Simulation.Tests.Networks;

/// <summary>Node 0 sends many requests to node 1, all different; what became of each is kept, in milliseconds.</summary>
internal sealed class Traffic
{
    private readonly TimeSpan?[] _received;
    private readonly TimeSpan?[] _ended;
    private readonly bool[] _answered;
    private readonly int[] _receipts;

    public Traffic(
        NetworkProfile profile,
        int count,
        Action<World, IReadOnlyList<SimulatedNode>>? prepare = null,
        ulong seed = 1,
        Timing timing = Timing.Uniform,
        Schedule? schedule = null)
    {
        (_received, _ended, _answered, _receipts) = (new TimeSpan?[count], new TimeSpan?[count], new bool[count], new int[count]);
        World = Worlds.Make(new WorldOptions { Seed = seed, Interleaving = Interleaving.Random, Timing = timing, Schedule = schedule });
        World.Network.Profile = profile;
        var nodes = World.Add(2, node =>
        {
            node.Handle((Echo e) =>
            {
                _received[e.Number] ??= World.Now;
                _receipts[e.Number]++;
                return new Echoed(e.Number);
            });
            for (var i = 0; i < count && node.Id == 0; i++)
            {
                var number = i;
                node.Start(async () =>
                {
                    _answered[number] = await node.Others[0].CallAsync(new Echo(number)) is not null;
                    _ended[number] = World.Now;
                });
            }
        });
        prepare?.Invoke(World, nodes);
        Result = World.RunFor(1.Seconds() * 60);
        Assert.That(Result.Failure, Is.Null);
        Assert.That(_ended, Has.None.Null, "every call ends");
    }

    public World World { get; }

    public RunResult Result { get; }

    /// <summary>How long requests took that arrived.</summary>
    public IReadOnlyList<double> RequestDelays => [.. _received.OfType<TimeSpan>().Select(t => t.TotalMilliseconds)];

    /// <summary>How long replies took that arrived.</summary>
    public IReadOnlyList<double> ReplyDelays =>
        [.. Indexes.Where(i => _answered[i]).Select(i => (_ended[i]!.Value - _received[i]!.Value).TotalMilliseconds)];

    /// <summary>After how long callers knew that nothing would come.</summary>
    public IReadOnlyList<double> NullDelays => [.. Indexes.Where(i => !_answered[i]).Select(i => _ended[i]!.Value.TotalMilliseconds)];

    public int LostRequests => _receipts.Count(n => n == 0);

    public int LostReplies => Indexes.Count(i => _receipts[i] > 0 && !_answered[i]);

    public int Duplicates => _receipts.Count(n => n > 1);

    /// <summary>When each request arrived, and when each call ended.</summary>
    public IReadOnlyList<string> Fates => [.. Indexes.Select(i => $"{i}: {_received[i]?.Ticks} {_ended[i]?.Ticks} {_answered[i]}")];

    private IEnumerable<int> Indexes => Enumerable.Range(0, _ended.Length);
}
