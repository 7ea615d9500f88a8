namespace Labs.RaftLab;

/// <summary>Snapshots in place of the log's beginning (7).</summary>
public sealed partial class Raft
{
    /// <inheritdoc/>
    public void Snapshot(int index, ReadOnlyMemory<byte> snapshot)
    {
        // A newer one may have come from the leader meanwhile.
        if (index <= _log.LastIncludedIndex)
            return;

        _log.DropUpTo(index, _log.TermAt(index));
        _node.Persister.Save(State, snapshot);
        _node.Log($"snapshot up to {index}");
    }

    // Not in the constructor, where the service is not ready yet.
    private Task ApplySavedSnapshotAsync()
    {
        ApplyCommitted();
        return Task.CompletedTask;
    }

    private async Task<bool> SendSnapshotAsync(Follower follower, int term)
    {
        var index = _log.LastIncludedIndex;
        var request = new InstallSnapshot(term, _node.Id, index, _log.LastIncludedTerm, _node.Persister.Snapshot);
        var reply = await follower.Peer.CallAsync(request);
        if (reply is null)
            return false;

        ObserveTerm(reply.Term);
        if (!LeadsIn(term))
            return false;

        follower.Matches(index);
        AdvanceCommitIndex();
        return true;
    }

    private InstallSnapshotReply OnInstallSnapshot(InstallSnapshot request)
    {
        // An old or doubled message must not lead back. All that is committed here is in this log or in its snapshot anyway.
        if (AcceptsLeader(request.Term) && request.LastIncludedIndex > _commitIndex)
        {
            _log.DropUpTo(request.LastIncludedIndex, request.LastIncludedTerm);
            _node.Persister.Save(State, request.Data);
            _node.Log($"snapshot of server {request.LeaderId} up to {request.LastIncludedIndex}");
            CommitUpTo(request.LastIncludedIndex);
        }

        return new InstallSnapshotReply(_currentTerm);
    }
}
