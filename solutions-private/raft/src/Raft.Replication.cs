using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>Heartbeats and log replication (5.2, 5.3).</summary>
public sealed partial class Raft
{
    private static readonly TimeSpan HeartbeatInterval = 100.Milliseconds();

    // Volatile state on leaders: made anew at each election, by the number of the follower.
    private readonly Dictionary<int, int> _nextIndex = [];
    private readonly Dictionary<int, int> _matchIndex = [];

    private void BecomeLeader()
    {
        _role = RaftRole.Leader;
        foreach (var peer in _node.Others)
        {
            _nextIndex[peer.Id] = _log.LastIndex + 1;
            _matchIndex[peer.Id] = 0;
        }

        var term = _currentTerm;
        _node.Log($"leader in term {term}, votes of {string.Join(", ", _votes)}");
        _node.Start(() => SendHeartbeatsAsync(term));
    }

    private bool LeadsIn(int term) => _role == RaftRole.Leader && _currentTerm == term;

    private async Task SendHeartbeatsAsync(int term)
    {
        while (LeadsIn(term))
        {
            // To all at once: a dead peer's call may hang for seconds.
            foreach (var peer in _node.Others)
                _node.Start(() => ReplicateAsync(peer, term));
            await _node.Delay(HeartbeatInterval);
        }
    }

    /// <summary>Sends a follower all that it lacks, as far as the leader knows; that may be nothing.</summary>
    private async Task ReplicateAsync(IPeer peer, int term)
    {
        if (!LeadsIn(term))
            return;

        var next = _nextIndex[peer.Id];
        var request = new AppendEntries(term, _node.Id, next - 1, _log.TermAt(next - 1), _log.From(next), _commitIndex);
        var reply = await peer.CallAsync(request);
        if (reply is null)
            return;

        ObserveTerm(reply.Term);
        if (!LeadsIn(term))
            return;

        // Replies come in any order. A follower's match never goes back within a term, so an old reply can't undo a newer one.
        if (reply.Success)
            _matchIndex[peer.Id] = Math.Max(_matchIndex[peer.Id], request.PrevLogIndex + request.Entries.Count);
        else if (_nextIndex[peer.Id] == next)
            _nextIndex[peer.Id] = next - 1;
        _nextIndex[peer.Id] = Math.Max(_nextIndex[peer.Id], _matchIndex[peer.Id] + 1);
    }

    private AppendEntriesReply OnAppendEntries(AppendEntries request)
    {
        ObserveTerm(request.Term);
        if (request.Term < _currentTerm)
            return new AppendEntriesReply(_currentTerm, Success: false);

        // The one leader of this term: a candidate in it has lost.
        _role = RaftRole.Follower;
        ResetElectionTimer();
        if (!_log.Has(request.PrevLogIndex, request.PrevLogTerm))
            return new AppendEntriesReply(_currentTerm, Success: false);

        if (_log.Merge(request.PrevLogIndex, request.Entries))
            Save();
        return new AppendEntriesReply(_currentTerm, Success: true);
    }
}
