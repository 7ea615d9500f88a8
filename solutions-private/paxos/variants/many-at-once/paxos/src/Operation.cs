namespace Labs.PaxosLab;

/// <summary>What a client asks for.</summary>
public enum Operation
{
    /// <summary>A key's value.</summary>
    Get,

    /// <summary>To set a key's value.</summary>
    Put,

    /// <summary>To add to the end of a key's value.</summary>
    Append,

    /// <summary>Nothing: a server fills a hole with it.</summary>
    None,
}
