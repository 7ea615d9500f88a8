using Labs.Framework;

namespace Labs.Simulation.Tests.Crashes;

/// <summary>Node 1 calls node 0, whose handler has every kind of effect, and which crashes at one of them.</summary>
internal sealed class BoundaryRun
{
    public BoundaryRun(Action<SimulatedNode> plan)
    {
        var world = Worlds.Make();
        var nodes = world.AddGroup("n", 2, (node, self) =>
        {
            if (self.Id == 0)
                Serve(node, world.AsEffects<ICounter>(self, Counter));
            else
                Call(node);
            return new object();
        });
        plan(nodes[0]);
        Result = world.Run(async () =>
        {
            await world.Tester.Delay(1.Seconds());
            if (nodes[0].IsUp)
                nodes[0].Crash();
            nodes[0].Start();
            await world.Tester.Delay(1.Seconds());
        });
    }

    public RunResult Result { get; }

    public Counter Counter { get; } = new();

    public List<int> Received { get; } = [];

    public bool HasStarted { get; private set; }

    /// <summary>What the next incarnation found on the disk.</summary>
    public Saved? Durable { get; private set; }

    /// <summary>What the handler read back after its last save.</summary>
    public Saved? ReadBack { get; private set; }

    public Echoed? Answer { get; private set; }

    private void Serve(INode node, ICounter counter)
    {
        Durable = node.Persister.Load<Saved>();
        node.Handle((Echo e) =>
        {
            node.Persister.Save(new Saved(1));
            node.Others[0].CallAsync(new SlowEcho(7));
            counter.Count(7);
            node.Start(async () => HasStarted = true);
            node.Persister.Save(new Saved(2));
            ReadBack = node.Persister.Load<Saved>();
            node.Log($"done");
            return new Echoed(e.Number);
        });
    }

    private void Call(INode node)
    {
        node.Handle((SlowEcho e) =>
        {
            Received.Add(e.Number);
            return new Echoed(e.Number);
        });
        node.Start(async () => Answer = await node.Others[0].CallAsync(new Echo(1)));
    }
}
