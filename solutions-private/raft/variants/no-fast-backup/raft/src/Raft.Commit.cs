namespace Labs.RaftLab;

/// <summary>Which entries are committed, and what happens to them (5.3, 5.4.2).</summary>
public sealed partial class Raft
{
    /// <summary>Rules for leaders, the last one: what a majority has is committed.</summary>
    private void AdvanceCommitIndex()
    {
        var matches = _followers.Select(follower => follower.MatchIndex).Append(_log.LastIndex).Order().ToList();
        var index = matches[^_node.Majority];
        // Entries of earlier terms are never committed by counting (figure 8): a majority that has one can still lose it to a
        // server whose last entry is of a later term. They are committed with the first entry of this term after them.
        if (index > _commitIndex && _log.TermAt(index) == _currentTerm)
            CommitUpTo(index);
    }

    private void CommitUpTo(int index)
    {
        // It never goes back: followers also get old messages.
        _commitIndex = Math.Max(_commitIndex, index);
        ApplyCommitted();
    }

    /// <summary>Rules for all servers, the first one: what is committed is given to the service, once and in order.</summary>
    private void ApplyCommitted()
    {
        // The service may answer by Snapshot or Propose, inside of the calls here, so each round looks afresh.
        while (_lastApplied < _commitIndex)
        {
            if (_lastApplied < _log.LastIncludedIndex)
            {
                _lastApplied = _log.LastIncludedIndex;
                _host.ApplySnapshot(new SnapshotMessage(_lastApplied, _log.LastIncludedTerm, _node.Persister.Snapshot));
            }
            else
            {
                var entry = _log[++_lastApplied];
                _host.Apply(new ApplyMessage(_lastApplied, entry.Term, entry.Command));
            }
        }
    }
}
