namespace Labs.RaftLab;

/// <summary>A look inside a Raft server. To implement it is up to you: <c>public sealed class Raft : IRaft, IRaftProbe</c>.</summary>
/// <remarks>
/// With it the tests watch the paper's invariants (figure 3) after every event and report the first event that breaks one, long
/// before the damage can be seen from outside. Without it they watch only what a service could see. No points depend on
/// it, but what it says must be true. All members only look: no save, no call, no log line.
/// </remarks>
public interface IRaftProbe
{
    /// <summary>Follower, candidate or leader.</summary>
    RaftRole Role { get; }

    /// <summary>The latest term seen, as a restart at this moment would find it.</summary>
    int CurrentTerm { get; }

    /// <summary>Who got this server's vote in <see cref="CurrentTerm"/>, as a restart at this moment would find it;
    /// <see langword="null"/> where nobody did.</summary>
    int? VotedFor { get; }

    /// <summary>The last index that the snapshot covers; 0 where there is none.</summary>
    int LastIncludedIndex { get; }

    /// <summary>The index of the log's last entry; <see cref="LastIncludedIndex"/> where the log is empty.</summary>
    int LastLogIndex { get; }

    /// <summary>The highest index known to be committed.</summary>
    int CommitIndex { get; }

    /// <summary>The highest index that was given to the host.</summary>
    int LastApplied { get; }

    /// <summary>The term of an entry.</summary>
    /// <param name="index">From <see cref="LastIncludedIndex"/> + 1 to <see cref="LastLogIndex"/>.</param>
    int TermAt(int index);

    /// <summary>The command of an entry.</summary>
    /// <param name="index">From <see cref="LastIncludedIndex"/> + 1 to <see cref="LastLogIndex"/>.</param>
    ReadOnlyMemory<byte> CommandAt(int index);
}
