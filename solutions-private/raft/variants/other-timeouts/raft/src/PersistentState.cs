namespace Labs.RaftLab;

/// <summary>What must survive a crash (figure 2, 'persistent state on all servers'; 7). The snapshot itself lies beside it.</summary>
/// <param name="CurrentTerm">The latest term this server has seen.</param>
/// <param name="VotedFor">Who got its vote in that term.</param>
/// <param name="LastIncludedIndex">The last index that the snapshot covers; 0 where there is none.</param>
/// <param name="LastIncludedTerm">The term of the entry there.</param>
/// <param name="Log">The entries after it.</param>
public sealed record PersistentState(
    int CurrentTerm, int? VotedFor, int LastIncludedIndex, int LastIncludedTerm, IReadOnlyList<LogEntry> Log);
