namespace Labs.KvRaftLab;

/// <summary>What became of a put.</summary>
public enum PutResult
{
    /// <summary>It was done, once.</summary>
    Ok,

    /// <summary>It was not done and never will be: the key has another version.</summary>
    VersionMismatch,

    /// <summary>It was not done and never will be: there is no such key, and the version was not 0.</summary>
    NoKey,

    /// <summary>It was done before it returned, or it never will be, and the client can't know which: a resend found another version.
    /// Whose put made that version, perhaps an earlier sending of this one, the answer does not tell.</summary>
    Maybe,
}
