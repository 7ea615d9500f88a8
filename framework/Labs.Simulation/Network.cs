namespace Labs.Simulation;

/// <summary>All links between all nodes, and how they treat messages.</summary>
public sealed class Network
{
    /// <summary>How messages are treated from now on. Messages in flight keep the fate they were given.</summary>
    public NetworkProfile Profile { get; set; } = NetworkProfile.Labrpc;

    /// <summary>Cuts the link in one direction: what <paramref name="source"/> sends no longer reaches <paramref name="target"/>.</summary>
    public void Cut(SimulatedNode source, SimulatedNode target) => throw new NotSupportedException();

    /// <summary>Joins the link again in one direction.</summary>
    public void Join(SimulatedNode source, SimulatedNode target) => throw new NotSupportedException();

    /// <summary>Cuts a node from all others, both ways.</summary>
    public void Isolate(SimulatedNode node) => throw new NotSupportedException();

    /// <summary>Joins a node with all others, both ways.</summary>
    public void Reconnect(SimulatedNode node) => throw new NotSupportedException();

    /// <summary>Splits the nodes into sides that can't reach each other. Nodes that are not named are left as they are.</summary>
    public void Partition(params IReadOnlyList<SimulatedNode>[] sides) => throw new NotSupportedException();

    /// <summary>Joins every link, both ways, and takes back every link's own latency.</summary>
    public void Heal() => throw new NotSupportedException();

    /// <summary>Gives one direction of a link a delay of its own, uniform over a range, in place of the profile's.</summary>
    public void SetLatency(SimulatedNode source, SimulatedNode target, TimeSpan least, TimeSpan most) => throw new NotSupportedException();

    /// <summary>Calls sent so far by nodes of groups; calls of the tester don't count.</summary>
    public long Calls => throw new NotSupportedException();

    /// <summary>Payload bytes sent so far by nodes of groups, requests and replies.</summary>
    public long Bytes => throw new NotSupportedException();
}
