using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>One server of a Raft group. The numbers in the comments are sections of the paper 'In Search of an Understandable
/// Consensus Algorithm (Extended Version)'; names are those of its figure 2.</summary>
/// <remarks>This file: the state and what holds for every server. Raft.Elections.cs: how a leader comes to be (5.2).
/// Raft.Replication.cs: what a leader does (5.3).</remarks>
public sealed partial class Raft : IRaft, IRaftProbe
{
    private readonly INode _node;
    private readonly IRaftHost _host;

    // Persistent state on all servers. Save() after each change, before anybody can hear of it.
    private readonly RaftLog _log;
    private int _currentTerm;
    private int? _votedFor;

    // Volatile state on all servers.
    private RaftRole _role = RaftRole.Follower;
    private int _commitIndex;
    private int _lastApplied;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public Raft(INode node, IRaftHost host)
    {
        _node = node;
        _host = host;
        var saved = node.Persister.Load<PersistentState>() ?? new PersistentState(CurrentTerm: 0, VotedFor: null, Log: []);
        _currentTerm = saved.CurrentTerm;
        _votedFor = saved.VotedFor;
        _log = new RaftLog(saved.Log);

        node.Handle((RequestVote request) => OnRequestVote(request));
        node.Handle((AppendEntries request) => OnAppendEntries(request));
        ResetElectionTimer();
        node.Start(RunElectionTimerAsync);
    }

    /// <inheritdoc/>
    public RaftStatus Status => new(_currentTerm, _role == RaftRole.Leader);

    RaftRole IRaftProbe.Role => _role;

    int IRaftProbe.CurrentTerm => _currentTerm;

    int? IRaftProbe.VotedFor => _votedFor;

    int IRaftProbe.LastIncludedIndex => 0;

    int IRaftProbe.LastLogIndex => _log.LastIndex;

    int IRaftProbe.CommitIndex => _commitIndex;

    int IRaftProbe.LastApplied => _lastApplied;

    /// <inheritdoc/>
    public Proposal? Propose(ReadOnlyMemory<byte> command) =>
        throw new NotImplementedException("Raft.Propose: part B is not written yet");

    /// <inheritdoc/>
    public void Snapshot(int index, ReadOnlyMemory<byte> snapshot) =>
        throw new NotImplementedException("Raft.Snapshot: part D is not written yet");

    int IRaftProbe.TermAt(int index) => _log.TermAt(index);

    ReadOnlyMemory<byte> IRaftProbe.CommandAt(int index) => _log[index].Command;

    /// <summary>Rules for all servers (5.1): whoever sees a newer term takes it over and is a follower in it.</summary>
    private void ObserveTerm(int term)
    {
        if (term <= _currentTerm)
            return;

        _node.Log($"term {_currentTerm} -> {term}, {_role} -> Follower");
        if (_role == RaftRole.Leader)
            ResetElectionTimer();
        _currentTerm = term;
        _votedFor = null;
        _role = RaftRole.Follower;
        Save();
    }

    private void Save() => _node.Persister.Save(new PersistentState(_currentTerm, _votedFor, _log.ToList()));
}
