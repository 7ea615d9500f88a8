// Differs from the reference: timers half as long again.
using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>Heartbeats and log replication (5.2, 5.3).</summary>
public sealed partial class Raft
{
    private static readonly TimeSpan HeartbeatInterval = 150.Milliseconds();

    private List<Follower> _followers = [];

    /// <inheritdoc/>
    public Proposal? Propose(ReadOnlyMemory<byte> command)
    {
        if (_role != RaftRole.Leader)
            return null;

        // A copy: the service may use its buffer again.
        _log.Append(new LogEntry(_currentTerm, command.ToArray()));
        Save();
        // A follower that has still to answer gets the entry right after its answer, together with others that came meanwhile.
        foreach (var follower in _followers.Where(follower => follower.IsIdle))
            StartReplication(follower);
        return new Proposal(_log.LastIndex, _currentTerm);
    }

    private void BecomeLeader()
    {
        _role = RaftRole.Leader;
        _followers = [.. _node.Others.Select(peer => new Follower(peer, _log.LastIndex + 1))];
        var term = _currentTerm;
        _node.Log($"leader in term {term}, votes of {string.Join(", ", _votes)}");
        _node.Start(() => SendHeartbeatsAsync(term));
    }

    private bool LeadsIn(int term) => _role == RaftRole.Leader && _currentTerm == term;

    private async Task SendHeartbeatsAsync(int term)
    {
        while (LeadsIn(term))
        {
            // To all at once, and also to those that have still to answer: what was sent to them may be lost, and a call that got
            // lost may hang for seconds.
            foreach (var follower in _followers)
                StartReplication(follower);
            // For a group of one, where no follower's answer ever brings this about.
            AdvanceCommitIndex();
            await _node.Delay(HeartbeatInterval);
        }
    }

    private void StartReplication(Follower follower)
    {
        follower.IsIdle = false;
        var term = _currentTerm;
        _node.Start(() => ReplicateAsync(follower, term));
    }

    /// <summary>Sends a follower all that it lacks, as far as the leader knows; that may be nothing, and is then a heartbeat. Goes on
    /// while it answers and lacks more.</summary>
    private async Task ReplicateAsync(Follower follower, int term)
    {
        while (LeadsIn(term))
        {
            var request = ++follower.Requests;
            var isAnswered = follower.NextIndex > _log.LastIncludedIndex
                ? await SendEntriesAsync(follower, term)
                : await SendSnapshotAsync(follower, term);
            // Only the latest request is followed up, so that there is one conversation with a follower, however slow it is.
            if (request != follower.Requests)
                return;

            if (!isAnswered || follower.NextIndex > _log.LastIndex)
            {
                follower.IsIdle = true;
                return;
            }
        }
    }

    private async Task<bool> SendEntriesAsync(Follower follower, int term)
    {
        var next = follower.NextIndex;
        var request = new AppendEntries(term, _node.Id, next - 1, _log.TermAt(next - 1), _log.From(next), _commitIndex);
        var reply = await follower.Peer.CallAsync(request);
        if (reply is null)
            return false;

        ObserveTerm(reply.Term);
        if (!LeadsIn(term))
            return false;

        if (reply.Success)
        {
            follower.Matches(request.PrevLogIndex + request.Entries.Count);
            AdvanceCommitIndex();
        }
        else if (follower.NextIndex == next)
        {
            // The end of 5.3 skips a whole term of the follower's at a time. This skips the leader's too: logs that differ by many
            // short terms are soon compared.
            follower.GoBack(_log.LastPossibleMatch(reply.HintIndex, reply.HintTerm) + 1);
        }

        return true;
    }

    private AppendEntriesReply OnAppendEntries(AppendEntries request)
    {
        if (!AcceptsLeader(request.Term))
            return new AppendEntriesReply(_currentTerm, Success: false);

        if (!_log.Has(request.PrevLogIndex, request.PrevLogTerm))
        {
            var hint = _log.LastPossibleMatch(request.PrevLogIndex, request.PrevLogTerm);
            return new AppendEntriesReply(_currentTerm, Success: false, hint, _log.TermAt(hint));
        }

        if (_log.Merge(request.PrevLogIndex, request.Entries))
            Save();
        // Not further than this message went: what follows in this log may be entries of an old leader.
        CommitUpTo(Math.Min(request.LeaderCommit, request.PrevLogIndex + request.Entries.Count));
        return new AppendEntriesReply(_currentTerm, Success: true);
    }
}
