namespace Labs.PrimaryBackupLab;

/// <summary>What a client may want.</summary>
public enum OperationKind
{
    /// <summary>A key's value.</summary>
    Get,

    /// <summary>To give a key a value.</summary>
    Put,

    /// <summary>To add to the end of a key's value.</summary>
    Append,
}
