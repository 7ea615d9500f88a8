namespace Labs.RaftLab;

/// <summary>What the tests may see of the inside.</summary>
public sealed partial class Raft : IRaftProbe
{
    RaftRole IRaftProbe.Role => _role;

    int IRaftProbe.CurrentTerm => _currentTerm;

    int? IRaftProbe.VotedFor => _votedFor;

    int IRaftProbe.LastIncludedIndex => _log.LastIncludedIndex;

    int IRaftProbe.LastLogIndex => _log.LastIndex;

    int IRaftProbe.CommitIndex => _commitIndex;

    int IRaftProbe.LastApplied => _lastApplied;

    int IRaftProbe.TermAt(int index) => _log.TermAt(index);

    ReadOnlyMemory<byte> IRaftProbe.CommandAt(int index) => _log[index].Command;
}
