namespace Labs.Checking;

/// <summary>What an operation asks for. A model knows some of them.</summary>
public enum OperationKind
{
    /// <summary>Tells a key's value.</summary>
    Get,

    /// <summary>Sets a key's value.</summary>
    Put,

    /// <summary>Adds text to the end of a key's value.</summary>
    Append,

    /// <summary>Tells a register's value.</summary>
    Read,

    /// <summary>Sets a register's value.</summary>
    Write,

    /// <summary>Compare-and-set: sets a register's value if it is the expected one.</summary>
    Cas,
}
