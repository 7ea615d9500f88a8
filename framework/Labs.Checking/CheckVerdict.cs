namespace Labs.Checking;

/// <summary>What is known of a history.</summary>
public enum CheckVerdict
{
    /// <summary>It is linearizable.</summary>
    Ok,

    /// <summary>It is not.</summary>
    Illegal,

    /// <summary>The check came to its limit first. It is no pass.</summary>
    Unknown,
}
