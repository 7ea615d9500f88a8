namespace Labs.PrimaryBackupLab;

/// <summary>When a primary answers. Synchronous in parts A and B; part C compares the two.</summary>
public enum ReplicationMode
{
    /// <summary>When the backup, if there is one, has done the operation too.</summary>
    Synchronous,

    /// <summary>At once, by itself, also a get. The backup is sent what was done afterwards, in the same order. Part C.</summary>
    Asynchronous,
}
