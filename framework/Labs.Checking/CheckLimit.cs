namespace Labs.Checking;

/// <summary>How much a check may use before it gives up.</summary>
/// <remarks>Configurations are the same in every process and on every machine: a trial is limited by them alone.</remarks>
public sealed record CheckLimit
{
    /// <summary>No limit.</summary>
    public static CheckLimit None { get; } = new();

    /// <summary>The most configurations of one key, that is, of operations done and the state they lead to.</summary>
    public long StatesMax { get; init; } = long.MaxValue;

    /// <summary>The most bytes for remembering configurations.</summary>
    public long BytesMax { get; init; } = long.MaxValue;

    /// <summary>Ends the check, for a caller with a clock.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>How many keys may be checked at once.</summary>
    public int Jobs { get; init; } = 1;
}
