namespace Labs.Framework;

/// <summary>A node's disk: what is saved here survives a crash; everything else in a node is lost.</summary>
/// <remarks>
/// It holds one state and, beside it, one snapshot. A save is atomic, and durable when the call returns: a crash leaves either all
/// of it or nothing. The Raft paper calls this stable storage (section 5, figure 2: 'updated on stable storage before responding
/// to RPCs').
/// </remarks>
public interface IPersister
{
    /// <summary>Reads the state that was saved last.</summary>
    /// <returns>A copy of the state, or <see langword="null"/> where nothing was ever saved.</returns>
    /// <exception cref="MessageException">What was saved is not a <typeparamref name="T"/>, or its type can't be saved.</exception>
    T? Load<T>()
        where T : class;

    /// <summary>Replaces the state and keeps the snapshot as it is.</summary>
    /// <param name="state">A record, under the same rules as a message (<see cref="IRequest{TReply}"/>).</param>
    /// <exception cref="MessageException">The state's type has a member that can't be saved.</exception>
    void Save<T>(T state)
        where T : class;

    /// <summary>Replaces the state and the snapshot together: after a crash, both are there or neither.</summary>
    /// <param name="state">A record, under the same rules as a message (<see cref="IRequest{TReply}"/>).</param>
    /// <param name="snapshot">The snapshot's bytes; they are copied.</param>
    /// <exception cref="MessageException">The state's type has a member that can't be saved.</exception>
    void Save<T>(T state, ReadOnlyMemory<byte> snapshot)
        where T : class;

    /// <summary>The snapshot that was saved last; empty where there is none.</summary>
    ReadOnlyMemory<byte> Snapshot { get; }

    /// <summary>The size of the saved state in bytes, without the snapshot; 0 where nothing was saved.</summary>
    /// <remarks>Counted by content, not by encoding: a number or an enum counts 8, a string or bytes 4 and its length in UTF-8,
    /// a collection 4 and its elements.</remarks>
    long Size { get; }
}
