using Labs.Framework;

namespace Labs.RaftLab.Tests;

/// <summary>The service above a server. It runs on the server's node, executes commands, and makes snapshots when asked to.</summary>
/// <param name="node">The node that it shares with its server.</param>
/// <param name="observer">Sees every call; it belongs to the tester.</param>
/// <param name="plan">Whether there are snapshots.</param>
internal sealed class Service(INode node, IRaftHost observer, SnapshotPlan plan) : IRaftHost
{
    private ulong _state;

    /// <summary>The server.</summary>
    public IRaft? Raft { get; set; }

    public void Apply(ApplyMessage message)
    {
        observer.Apply(message);
        _state = ServiceState.After(_state, message.Term, Commands.Text(message.Command));
        if (plan.Every == 0 || message.Index % plan.Every != 0)
            return;

        var snapshot = ServiceState.Snapshot(message.Index, _state, plan.Bytes);
        // Services do either: a snapshot inside Apply, or one some time later, when more was applied.
        var time = plan.TimeAt(message.Index);
        if (time == TimeSpan.Zero)
            Raft!.Snapshot(message.Index, snapshot);
        else
            node.Start(() => SnapshotLaterAsync(message.Index, snapshot, time));
    }

    public void ApplySnapshot(SnapshotMessage message)
    {
        observer.ApplySnapshot(message);
        _state = ServiceState.Restore(message.Snapshot);
    }

    private async Task SnapshotLaterAsync(int index, ReadOnlyMemory<byte> snapshot, TimeSpan time)
    {
        await node.Delay(time);
        Raft!.Snapshot(index, snapshot);
    }
}
