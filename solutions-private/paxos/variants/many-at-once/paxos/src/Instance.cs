namespace Labs.PaxosLab;

/// <summary>What a server keeps of an instance.</summary>
/// <param name="Promised">The highest ballot that was promised; 0 where there is none.</param>
/// <param name="Accepted">The proposal that was accepted last.</param>
/// <param name="Decided">The value that was chosen, where it is known.</param>
public sealed record Instance(long Promised, Proposal? Accepted, string? Decided)
{
    /// <summary>An instance of which nothing was heard.</summary>
    public static readonly Instance Empty = new(0, null, null);
}
