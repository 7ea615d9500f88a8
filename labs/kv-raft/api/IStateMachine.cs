namespace Labs.KvRaftLab;

/// <summary>What is replicated: it executes commands, one after the other, and each server of a group has a copy of it.</summary>
/// <remarks>
/// In part A the tests bring one; in part B you write your own, whose commands are puts and gets. Copies that execute the same
/// commands in the same order are in the same state and give the same answers: so nothing may depend on a clock, on randomness, or
/// on who asks. Its members return at once.
/// </remarks>
public interface IStateMachine
{
    /// <summary>Executes a command.</summary>
    /// <param name="command">The command's bytes; only the machine looks inside.</param>
    /// <returns>The answer, for whoever submitted the command.</returns>
    ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> command);

    /// <summary>Writes down the whole state. Part C.</summary>
    /// <returns>Bytes from which <see cref="Restore"/> makes the state again, on any server.</returns>
    ReadOnlyMemory<byte> Snapshot();

    /// <summary>Replaces the whole state. Part C.</summary>
    /// <param name="snapshot">What <see cref="Snapshot"/> returned, here or on another server.</param>
    void Restore(ReadOnlyMemory<byte> snapshot);
}
