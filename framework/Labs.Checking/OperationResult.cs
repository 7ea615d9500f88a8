namespace Labs.Checking;

/// <summary>What a client was told about an operation that returned, beside its value.</summary>
public enum OperationResult
{
    /// <summary>It was done.</summary>
    Ok,

    /// <summary>A compare-and-set did not take: the register held another value than the expected one.</summary>
    Refused,

    /// <summary>A conditional put was not done: the key had another version.</summary>
    Version,

    /// <summary>There is no such key: nothing to get, or a put with a version other than 0 was not done.</summary>
    NoKey,

    /// <summary>It was done before it returned, or never: the client can't know.</summary>
    Maybe,
}
