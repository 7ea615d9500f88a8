namespace Labs.RaftLab;

/// <summary>What must survive a crash (figure 2, 'persistent state on all servers').</summary>
/// <param name="CurrentTerm">The latest term this server has seen.</param>
/// <param name="VotedFor">Who got its vote in that term.</param>
/// <param name="Log">Its log.</param>
public sealed record PersistentState(int CurrentTerm, int? VotedFor, IReadOnlyList<LogEntry> Log);
