namespace Labs.KvRaftLab;

/// <summary>What became of a request.</summary>
public enum Outcome
{
    /// <summary>It was executed.</summary>
    Done,

    /// <summary>Nothing was put: the key has another version.</summary>
    OtherVersion,

    /// <summary>There is no such key.</summary>
    NoKey,

    /// <summary>This server does not lead, or no longer: nobody knows whether the request will be executed.</summary>
    NotLeader,
}
