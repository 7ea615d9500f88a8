namespace Labs.KvRaftLab.Tests;

/// <summary>Sees what a server's machine does. Each call is an effect of the server's node, so that a crash can fall just before or just
/// after it.</summary>
public interface IMachineWatch
{
    /// <summary>The machine has executed a command.</summary>
    /// <param name="position">As which one, from 1.</param>
    /// <param name="command">The command.</param>
    void Applied(int position, string command);

    /// <summary>The machine is about to take over a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    void Restored(string snapshot);
}
