using Labs.Checking;

namespace Labs.KvServerLab.Tests;

/// <summary>An operation that a scenario let a client do.</summary>
internal sealed class Deed
{
    /// <summary>Who does it.</summary>
    public required KvClient Client { get; init; }

    /// <summary>Which of the client's calls under way at once, from 0; one that a crash ended keeps its line for ever.</summary>
    public required int Line { get; init; }

    /// <summary>Of which key.</summary>
    public required string Key { get; init; }

    /// <summary>What is put; <see langword="null"/> for a get.</summary>
    public string? Put { get; init; }

    /// <summary>The version that a put replaces.</summary>
    public long Replaces { get; init; }

    /// <summary>When it was called.</summary>
    public required TimeSpan Called { get; init; }

    /// <summary>The highest version of the key that was known when it was called.</summary>
    public required long Floor { get; init; }

    /// <summary>When it returned; <see langword="null"/> while it has not.</summary>
    public TimeSpan? Returned { get; set; }

    /// <summary>What a get brought.</summary>
    public GetReply? Reply { get; set; }

    /// <summary>What became of a put.</summary>
    public PutResult? Result { get; set; }

    /// <summary>Whether its client was told that it was not done.</summary>
    public bool IsRefused => Result is PutResult.VersionMismatch or PutResult.NoKey;

    /// <summary>The operation as a history has it. There a client does one thing at a time, so each line is a client of its own.</summary>
    public Operation ToOperation() => new(
        Client.Id + (100 * Line), Put is null ? OperationKind.Get : OperationKind.Put, Key, Called.Ticks, Returned?.Ticks)
    {
        Value = Put ?? Reply?.Value,
        Version = Put is null ? Reply?.Version ?? 0 : Replaces,
        Result = (Reply?.Status, Result) switch
        {
            (GetStatus.NoKey, _) or (_, PutResult.NoKey) => OperationResult.NoKey,
            (_, PutResult.VersionMismatch) => OperationResult.Version,
            (_, PutResult.Maybe) => OperationResult.Maybe,
            _ => OperationResult.Ok,
        },
    };

    /// <inheritdoc/>
    public override string ToString() =>
        Put is null ? $"{Client} gets \"{Key}\"" : $"{Client} puts \"{Put}\" in \"{Key}\" with version {Replaces}";
}
