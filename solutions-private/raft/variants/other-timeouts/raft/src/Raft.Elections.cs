// Differs from the reference: timers half as long again.
using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>Leader election (5.2).</summary>
public sealed partial class Raft
{
    // A follower waits for at least three heartbeats, so that two lost ones don't topple a good leader. The range is wide beside a
    // round trip (2 ms, or 30 ms where the network is bad), so that two servers seldom begin at once and split the votes (9.3).
    private static readonly TimeSpan ElectionTimeoutLeast = 450.Milliseconds();
    private static readonly TimeSpan ElectionTimeoutMost = 900.Milliseconds();

    private readonly HashSet<int> _votes = [];
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
                StartElection();
        }
    }

    private void ResetElectionTimer()
    {
        _timerStarted = _node.Clock.GetTimestamp();
        _electionTimeout = _node.Random.Between(ElectionTimeoutLeast, ElectionTimeoutMost);
    }

    private void StartElection()
    {
        _currentTerm++;
        _votedFor = _node.Id;
        _role = RaftRole.Candidate;
        _votes.Clear();
        Save();
        ResetElectionTimer();
        _node.Log($"candidate in term {_currentTerm}");

        var request = new RequestVote(_currentTerm, _node.Id, _log.LastIndex, _log.LastTerm);
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
