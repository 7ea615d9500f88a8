namespace Labs.RaftLab.Tests;

/// <summary>Whether and when the services of a cluster make snapshots.</summary>
internal sealed class SnapshotPlan
{
    /// <summary>After how many commands each; 0 for never.</summary>
    public int Every { get; set; }

    /// <summary>How large a snapshot is.</summary>
    public int Bytes { get; set; } = 64;
}
