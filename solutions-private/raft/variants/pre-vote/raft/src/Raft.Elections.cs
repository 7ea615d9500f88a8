// Differs from the reference: before an election, a server asks whether it could win (9.6 of Ongaro's thesis).
using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>Leader election (5.2).</summary>
public sealed partial class Raft
{
    // A follower waits for at least three heartbeats, so that two lost ones don't topple a good leader. The range is wide beside a
    // round trip (2 ms, or 30 ms where the network is bad), so that two servers seldom begin at once and split the votes (9.3).
    private static readonly TimeSpan ElectionTimeoutLeast = 300.Milliseconds();
    private static readonly TimeSpan ElectionTimeoutMost = 600.Milliseconds();

    private readonly HashSet<int> _preVotes = [];
    private readonly HashSet<int> _votes = [];
    private long? _leaderHeard;
    private long _timerStarted;
    private TimeSpan _electionTimeout;

    private async Task RunElectionTimerAsync()
    {
        while (true)
        {
            var left = _electionTimeout - _node.Clock.GetElapsedTime(_timerStarted);
            if (left > TimeSpan.Zero)
                await _node.Delay(left);
            else if (_role == RaftRole.Leader)
                ResetElectionTimer();
            else
                StartPreVote();
        }
    }

    private void ResetElectionTimer()
    {
        _timerStarted = _node.Clock.GetTimestamp();
        _electionTimeout = _node.Random.Between(ElectionTimeoutLeast, ElectionTimeoutMost);
    }

    // A server that was cut off has no newer term when it comes back, and so topples nobody.
    private void StartPreVote()
    {
        _preVotes.Clear();
        ResetElectionTimer();
        var round = _timerStarted;
        var request = new RequestVote(_currentTerm + 1, _node.Id, _log.LastIndex, _log.LastTerm, IsPreVote: true);
        foreach (var peer in _node.Others)
            _node.Start(() => AskForPreVoteAsync(peer, request, round));
        CountPreVote(_node.Id);
    }

    private async Task AskForPreVoteAsync(IPeer peer, RequestVote request, long round)
    {
        var reply = await peer.CallAsync(request);
        if (reply is null)
            return;

        ObserveTerm(reply.Term);
        // The timer was set again meanwhile where a leader was heard, a vote given, or a new round begun.
        if (reply.VoteGranted && _role != RaftRole.Leader && _currentTerm + 1 == request.Term && _timerStarted == round)
            CountPreVote(peer.Id);
    }

    private void CountPreVote(int voter)
    {
        _preVotes.Add(voter);
        if (_preVotes.Count >= _node.Majority)
            StartElection();
    }

    private bool HearsLeader() =>
        _role == RaftRole.Leader || (_leaderHeard is { } heard && _node.Clock.GetElapsedTime(heard) < ElectionTimeoutLeast);

    private void StartElection()
    {
        _currentTerm++;
        _votedFor = _node.Id;
        _role = RaftRole.Candidate;
        _votes.Clear();
        Save();
        ResetElectionTimer();
        _node.Log($"candidate in term {_currentTerm}");

        var request = new RequestVote(_currentTerm, _node.Id, _log.LastIndex, _log.LastTerm, IsPreVote: false);
        foreach (var peer in _node.Others)
            _node.Start(() => AskForVoteAsync(peer, request));
        CountVote(_node.Id);
    }

    private async Task AskForVoteAsync(IPeer peer, RequestVote request)
    {
        // A lost vote is not asked for again: if it was needed, the next election comes soon.
        var reply = await peer.CallAsync(request);
        if (reply is null)
            return;

        ObserveTerm(reply.Term);
        // The reply may be old. Only votes for this candidacy count.
        if (reply.VoteGranted && _role == RaftRole.Candidate && _currentTerm == request.Term)
            CountVote(peer.Id);
    }

    private void CountVote(int voter)
    {
        _votes.Add(voter);
        if (_votes.Count >= _node.Majority)
            BecomeLeader();
    }

    private RequestVoteReply OnRequestVote(RequestVote request)
    {
        if (request.IsPreVote)
        {
            var couldGrant = request.Term > _currentTerm && !HearsLeader()
                && _log.IsNoNewerThan(request.LastLogIndex, request.LastLogTerm);
            return new RequestVoteReply(_currentTerm, couldGrant);
        }

        ObserveTerm(request.Term);
        var isGranted = request.Term == _currentTerm
            && (_votedFor is null || _votedFor == request.CandidateId)
            && _log.IsNoNewerThan(request.LastLogIndex, request.LastLogTerm);
        if (isGranted)
        {
            _votedFor = request.CandidateId;
            Save();
            // Only a vote that was given puts off one's own election: else a server that can't win could keep others from it.
            ResetElectionTimer();
        }

        return new RequestVoteReply(_currentTerm, isGranted);
    }
}
