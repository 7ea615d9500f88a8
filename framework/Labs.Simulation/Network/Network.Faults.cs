namespace Labs.Simulation;

/// <content>What a scenario does to links. The end of a fault that a schedule left out ends nothing.</content>
public sealed partial class Network
{
    /// <summary>Which fault of a link would be in force now, had it not been left out.</summary>
    internal string? LeftOut => _links.Values.FirstOrDefault(link => link.IsFaultLeftOut) is { } link
        ? $"a fault of the link from {link.Source.Address} to {link.Target.Address}"
        : null;

    /// <summary>Cuts the link in one direction: what <paramref name="source"/> sends no longer reaches <paramref name="target"/>.
    /// The answers to calls in the other direction are lost with it.</summary>
    public void Cut(SimulatedNode source, SimulatedNode target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var happens = Happens(
            $"cut {source.Address}>{target.Address}", () => $"{source.Address} can no longer reach {target.Address}");
        LinkBetween(source, target).Cut(happens);
        if (happens)
            _world.TraceFault(source, "cut", $"what it sends to {target.Address}");
    }

    /// <summary>Joins the link again in one direction.</summary>
    public void Join(SimulatedNode source, SimulatedNode target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        LinkBetween(source, target).Join();
        _world.TraceFault(source, "join", $"what it sends to {target.Address}");
    }

    /// <summary>Cuts a node from all others, both ways.</summary>
    public void Isolate(SimulatedNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var happens = Happens($"isolate {node.Address}", () => $"{node.Address} is cut off from all others");
        foreach (var link in LinksAround(node))
            link.Cut(happens);
        if (happens)
            _world.TraceFault(node, "cut", "from and to all others");
    }

    /// <summary>Joins a node with all others, both ways, also with those that were cut off themselves.</summary>
    public void Reconnect(SimulatedNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        foreach (var link in LinksAround(node))
            link.Join();
        _world.TraceFault(node, "join", "from and to all others");
    }

    /// <summary>Splits nodes into sides: within a side all links are joined, between two sides all are cut. Links of nodes that
    /// are not named are left as they are.</summary>
    public void Partition(params IReadOnlyList<SimulatedNode>[] sides)
    {
        ArgumentNullException.ThrowIfNull(sides);
        var names = string.Join(" | ", sides.Select(side => string.Join(' ', side.Select(node => node.Address))));
        var happens = Happens($"partition {names}", () => $"the network splits: {names}");
        var sideOf = sides.SelectMany((side, number) => side.Select(node => (node, number))).ToList();
        foreach (var (source, side) in sideOf)
        {
            foreach (var (target, other) in sideOf.Where(other => other.node != source))
            {
                if (side == other)
                    LinkBetween(source, target).Join();
                else
                    LinkBetween(source, target).Cut(happens);
            }
        }

        if (happens)
            _world.TraceFault(null, "partition", names);
    }

    /// <summary>Joins every link, both ways, and takes back every link's own latency.</summary>
    public void Heal()
    {
        foreach (var link in _links.Values)
        {
            link.Join();
            link.Hasten();
        }

        _world.TraceFault(null, "heal", "every link");
    }

    /// <summary>Gives one direction of a link a delay of its own, uniform over a range, in place of the profile's.</summary>
    public void SetLatency(SimulatedNode source, SimulatedNode target, TimeSpan least, TimeSpan most)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var range = $"{least.TotalMilliseconds} to {most.TotalMilliseconds} ms";
        var happens = Happens(
            $"latency {source.Address}>{target.Address}", () => $"messages from {source.Address} to {target.Address} take {range}");
        LinkBetween(source, target).Slow(new(least, most), happens);
        if (happens)
            _world.TraceFault(source, "latency", $"{range} to {target.Address}");
    }

    private bool Happens(string key, Func<string> text) => Kernel.Deviations is not { } deviations || deviations.FaultHappens(key, text);

    private IEnumerable<Link> LinksAround(SimulatedNode node)
    {
        foreach (var other in _world.Nodes.Where(other => other != node))
        {
            yield return LinkBetween(node, other);
            yield return LinkBetween(other, node);
        }
    }
}
