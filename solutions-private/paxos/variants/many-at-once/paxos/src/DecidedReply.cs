namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Decided"/>.</summary>
public sealed record DecidedReply(DoneMark Done) : IReply
{
    /// <inheritdoc/>
    public bool IsAgreed => true;

    /// <inheritdoc/>
    public long Promised => 0;
}
