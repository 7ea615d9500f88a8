using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>One server of a Raft group. The numbers in the comments are sections of the paper 'In Search of an Understandable
/// Consensus Algorithm (Extended Version)'; names are those of its figures 2 and 13.</summary>
/// <remarks>This file: the state and what holds for every server. Raft.Elections.cs: how a leader comes to be (5.2).
/// Raft.Replication.cs: how its log comes to the others (5.3). Raft.Commit.cs: when an entry is safe, and what happens then (5.3,
/// 5.4.2). Raft.Snapshots.cs: how the log stays short (7). Raft.Probe.cs: what the tests see of the inside.</remarks>
public sealed partial class Raft : IRaft
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
        var saved = node.Persister.Load<PersistentState>() ?? new PersistentState(0, VotedFor: null, 0, 0, Log: []);
        _currentTerm = saved.CurrentTerm;
        _votedFor = saved.VotedFor;
        _log = new RaftLog(saved.LastIncludedIndex, saved.LastIncludedTerm, saved.Log);
        // A snapshot holds only what was committed. It is not applied yet: the service of this life has seen nothing.
        _commitIndex = _log.LastIncludedIndex;

        node.Handle((RequestVote request) => OnRequestVote(request));
        node.Handle((AppendEntries request) => OnAppendEntries(request));
        node.Handle((InstallSnapshot request) => OnInstallSnapshot(request));
        ResetElectionTimer();
        node.Start(RunElectionTimerAsync);
        node.Start(ApplySavedSnapshotAsync);
    }

    /// <inheritdoc/>
    public RaftStatus Status => new(_currentTerm, _role == RaftRole.Leader);

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

    /// <summary>Whether a leader's request is of the present term; if so, this server follows it (5.2).</summary>
    private bool AcceptsLeader(int term)
    {
        ObserveTerm(term);
        if (term < _currentTerm)
            return false;

        // The one leader of this term: a candidate in it has lost.
        _role = RaftRole.Follower;
        ResetElectionTimer();
        return true;
    }

    private void Save() => _node.Persister.Save(State);

    private PersistentState State =>
        new(_currentTerm, _votedFor, _log.LastIncludedIndex, _log.LastIncludedTerm, _log.Entries);
}
