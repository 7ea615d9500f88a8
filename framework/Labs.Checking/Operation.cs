namespace Labs.Checking;

/// <summary>One operation as its client saw it, from call to return.</summary>
/// <param name="Client">The client's number; any. A client waits for an operation to return, or gives it up, before its next.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Key">The key it is about.</param>
/// <param name="Call">When it was called, in any unit.</param>
/// <param name="Return">
/// When it returned; null where it never did, and so may have happened at any time since its call, or not at all.
/// </param>
public sealed record Operation(long Client, OperationKind Kind, string Key, long Call, long? Return)
{
    /// <summary>The value that it sets or adds; of a get or a read, the value it returned.</summary>
    public string? Value { get; init; }

    /// <summary>The value that a compare-and-set expects.</summary>
    public string? Expected { get; init; }

    /// <summary>The version that a conditional put asks for, 0 to create the key; of a get, the version it returned.</summary>
    public long Version { get; init; }

    /// <summary>What the client was told. Means nothing where the operation never returned.</summary>
    public OperationResult Result { get; init; }

    /// <summary>Whether it only looks.</summary>
    public bool IsRead => Kind is OperationKind.Get or OperationKind.Read;

    /// <summary>Whether it may have happened or not, as far as the client knows.</summary>
    public bool IsUncertain => Return is null || Result == OperationResult.Maybe;
}
