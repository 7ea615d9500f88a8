using Labs.Simulation;

namespace Labs.RaftLab.Tests;

/// <summary>One server of the cluster, as a scenario sees it: a handle, never the student's object.</summary>
/// <param name="node">The node it runs on.</param>
public sealed class RaftServer(SimulatedNode node)
{
    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; } = node;

    /// <summary>Its number in the group.</summary>
    public int Id => Node.Id;

    /// <summary>Whether it runs.</summary>
    public bool IsUp => Node.IsUp;

    /// <summary>What it believes about itself now; <see langword="null"/> while it is down.</summary>
    public RaftStatus? Status => Node.Inspect<IRaft, RaftStatus>(raft => raft.Status);

    /// <summary>Whether it is up and believes that it leads.</summary>
    public bool Leads => Status is { IsLeader: true };

    /// <inheritdoc/>
    public override string ToString() => $"server {Id}";
}
