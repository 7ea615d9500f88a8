using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>What was applied to the service above a server in one life of it. Indexes rise one by one, and each holds what
/// everybody else applied there.</summary>
internal sealed class AppliedLog(RaftServer server, Ledger ledger) : IRaftHost
{
    /// <summary>The last index that was applied in this life; 0 at its beginning.</summary>
    public int Last { get; private set; }

    public void Apply(ApplyMessage message)
    {
        if (message.Index != Last + 1)
        {
            var after = Last == 0 ? "as the first of a life" : $"right after index {Last}";
            Expect.Safety(false, $"{server} applied index {message.Index} {after}; {RaftCluster.See("applied-out-of-order")}");
        }

        ledger.Apply(server, message.Index, message.Term, Commands.Text(message.Command));
        Last = message.Index;
    }

    public void ApplySnapshot(SnapshotMessage message)
    {
        Expect.Safety(
            message.LastIncludedIndex >= Last,
            $"{server} applied a snapshot up to index {message.LastIncludedIndex} after index {Last}: it leads back; "
            + RaftCluster.See("snapshots"));
        ledger.ApplySnapshot(server, message);
        Last = message.LastIncludedIndex;
    }
}
