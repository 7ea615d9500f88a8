using Labs.Framework;

namespace Labs.RaftLab.Tests;

/// <summary>Whether and when the services of a cluster make snapshots.</summary>
internal sealed class SnapshotPlan
{
    /// <summary>After how many commands each; 0 for never.</summary>
    public int Every { get; set; }

    /// <summary>How large a snapshot is.</summary>
    public int Bytes { get; set; } = 64;

    /// <summary>How long a service takes to write down its state, while commands go on; <see langword="null"/> for no time and 20 ms by
    /// turns.</summary>
    public TimeSpan? Time { get; set; }

    /// <summary>How long the snapshot at an index takes.</summary>
    public TimeSpan TimeAt(int index) => Time ?? (index / Every % 2 == 1 ? TimeSpan.Zero : 20.Milliseconds());
}
