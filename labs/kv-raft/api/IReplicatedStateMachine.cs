namespace Labs.KvRaftLab;

/// <summary>One server of a group that replicates a state machine by Raft. Part A.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class ReplicatedStateMachine : IReplicatedStateMachine</c>, with one constructor,
/// <c>ReplicatedStateMachine(INode node, IStateMachine machine, Func&lt;IRaftHost, IRaft&gt; startRaft, long logLimit)</c>:
/// </para>
/// <list type="bullet">
/// <item><c>machine</c>: this server's copy of the machine. It is new and empty, also after a restart.</item>
/// <item><c>startRaft</c>: starts your Raft on this node, with the service that it is to call. Call it once, in the constructor,
/// and never write <c>new Raft</c>.</item>
/// <item><c>logLimit</c>: how many bytes Raft's saved state, <c>node.Persister.Size</c>, may reach before you hand Raft a snapshot.
/// Part C; before, it is so large that it never comes to that.</item>
/// </list>
/// </remarks>
public interface IReplicatedStateMachine
{
    /// <summary>Has a command executed by the whole group, and tells what this server's machine answered.</summary>
    /// <remarks>
    /// Many calls may wait at once. Each of them ends: with the answer, soon after the command was committed; or with
    /// <see langword="null"/>, soon after this server has learned that it no longer leads. A server that can't know that it was
    /// deposed, since it is cut off, keeps its callers waiting.
    /// </remarks>
    /// <param name="command">The command. The machine executes it once for each time that it is submitted.</param>
    /// <returns>The answer to this very command; <see langword="null"/> where this server does not lead, or lost its leadership before
    /// the command was applied. Then nobody can know whether it will be, by the next leader, or never.</returns>
    Task<ReadOnlyMemory<byte>?> SubmitAsync(ReadOnlyMemory<byte> command);
}
