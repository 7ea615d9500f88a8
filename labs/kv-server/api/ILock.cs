namespace Labs.KvServerLab;

/// <summary>A lock that clients on different machines share, made of one key of the key/value service. Part C.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Lock : ILock</c>, with one constructor, <c>Lock(INode node, IClerk clerk, string name)</c>. It uses
/// the clerk and nothing else: no messages of its own, and no keys but those that it makes from its name.
/// </para>
/// <para>
/// Every object is a holder of its own. Of all objects with one name, wherever they are, at most one holds the lock: two on one node
/// exclude each other too, and so do one of a node's present life and one of an earlier life.
/// </para>
/// <para>
/// There are no leases. A lock whose holder crashed stays locked, since nobody can tell a dead holder from a slow one. A client that
/// crashes while it waits, and while somebody else holds the lock, keeps nobody from getting it.
/// </para>
/// </remarks>
public interface ILock
{
    /// <summary>Waits until this object holds the lock. Whoever waits is not served in any order.</summary>
    /// <remarks>It is not called while this object holds the lock or waits for it.</remarks>
    Task AcquireAsync();

    /// <summary>Gives the lock back; it is free when the task has completed.</summary>
    /// <remarks>It is called only while this object holds the lock.</remarks>
    Task ReleaseAsync();
}
