namespace Labs.PrimaryBackupLab;

/// <summary>The answer to an <see cref="Operation"/>.</summary>
/// <param name="IsDone">Whether it was done; if not, this server is not the primary, and somebody else should be asked.</param>
/// <param name="Value">What a get brings; empty otherwise.</param>
public sealed record OperationReply(bool IsDone, string Value)
{
    /// <summary>The answer of a server that is not the primary.</summary>
    public static OperationReply Refused { get; } = new(false, "");
}
