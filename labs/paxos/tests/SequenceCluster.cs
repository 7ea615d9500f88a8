using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Servers that agree on a sequence of values: part B.</summary>
public sealed class SequenceCluster : PaxosCluster
{
    /// <summary>Starts the servers.</summary>
    public SequenceCluster(Trial trial)
        : base(trial, isSequence: true)
    {
    }
}
