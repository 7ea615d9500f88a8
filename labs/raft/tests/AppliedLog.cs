namespace Labs.RaftLab.Tests;

/// <summary>The service above a server: what was applied to it in this life.</summary>
internal sealed class AppliedLog : IRaftHost
{
    public void Apply(ApplyMessage message)
    {
    }

    public void ApplySnapshot(SnapshotMessage message)
    {
    }
}
