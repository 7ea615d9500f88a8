using Labs.RaftLab;
using Labs.Simulation;

namespace Labs.KvRaftLab.Tests;

/// <summary>One server of the group, as a scenario sees it: a handle, never the student's object.</summary>
public sealed class Server
{
    private int _clockDrift;

    internal Server(SimulatedNode node) => Node = node;

    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; }

    /// <summary>Its number in the group.</summary>
    public int Id => Node.Id;

    /// <summary>Whether it runs.</summary>
    public bool IsUp => Node.IsUp;

    /// <summary>What its Raft believes about itself now; <see langword="null"/> while it is down or has started no Raft.</summary>
    public RaftStatus? Status => Node.Inspect<object, RaftStatus>(_ => Seam!.Status!);

    /// <summary>Whether it is up and its Raft believes that it leads.</summary>
    public bool Leads => Status is { IsLeader: true };

    /// <summary>The term that its Raft is in; 0 while it is down.</summary>
    public int Term => Status?.Term ?? 0;

    /// <summary>The last index that its Raft has applied in this life; 0 while it is down.</summary>
    public int LastApplied => IsUp ? Seam?.LastApplied ?? 0 : 0;

    /// <summary>How often it has handed a snapshot to its Raft, over all lives.</summary>
    public int Snapshots { get; internal set; }

    /// <summary>How much too fast its clock runs, in parts in a million.</summary>
    public int ClockDrift
    {
        get => _clockDrift;
        set
        {
            if (_clockDrift != value)
                Node.SetClockDrift(_clockDrift = value);
        }
    }

    /// <summary>Where the student's service and the student's Raft meet in its present life.</summary>
    internal Seam? Seam { get; set; }

    /// <summary>Crashes it, if it is up: only what it saved is left.</summary>
    public void Crash() => Node.Crash();

    /// <summary>Plans a crash at an effect that is still to come.</summary>
    /// <param name="kind">The kind of effect; <see langword="null"/> for any.</param>
    /// <param name="ordinal">Which one from now on, from 1.</param>
    /// <param name="boundary">On which side of it.</param>
    public void CrashAt(EffectKind? kind, int ordinal, Boundary boundary) => _ = Node.CrashAtEffect(kind, ordinal, boundary);

    /// <summary>Starts it, if it is down, on what was saved.</summary>
    public void Restart()
    {
        if (!IsUp)
            Node.Start();
    }

    /// <inheritdoc/>
    public override string ToString() => $"server {Id}";
}
