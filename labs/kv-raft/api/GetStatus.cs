namespace Labs.KvRaftLab;

/// <summary>Whether a get found its key.</summary>
public enum GetStatus
{
    /// <summary>There is such a key.</summary>
    Ok,

    /// <summary>There is no such key.</summary>
    NoKey,
}
