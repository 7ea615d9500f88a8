using Labs.Checking;

namespace Labs.KvRaftLab.Tests;

/// <summary>An operation that a scenario let a client do: what was asked and when is the tester's own knowledge.</summary>
internal sealed class Deed
{
    /// <summary>Who does it.</summary>
    public required KvClient Client { get; init; }

    /// <summary>Of which key.</summary>
    public required string Key { get; init; }

    /// <summary>What is put; <see langword="null"/> for a get.</summary>
    public string? Put { get; init; }

    /// <summary>The version that a put replaces.</summary>
    public long Replaces { get; init; }

    /// <summary>When it was called.</summary>
    public required TimeSpan Called { get; init; }

    /// <summary>When it returned; <see langword="null"/> while it has not.</summary>
    public TimeSpan? Returned { get; set; }

    /// <summary>What a get brought.</summary>
    public GetReply? Reply { get; set; }

    /// <summary>What became of a put.</summary>
    public PutResult? Result { get; set; }

    /// <summary>What the client was told; empty while it was told nothing.</summary>
    public string Told => Reply?.ToString() ?? Result?.ToString() ?? "";

    /// <summary>For the history of all clients.</summary>
    /// <remarks>Where a request may be delivered twice, the answer to the second copy may be there first: then a clerk that sent once is
    /// told of the version that its own put made, and can't know it. So a mismatch is no more than a maybe there.</remarks>
    /// <param name="doublesSince">Since when requests may have been delivered twice.</param>
    public Operation ToOperation(TimeSpan? doublesSince) => new(
        Client.Id, Put is null ? OperationKind.Get : OperationKind.Put, Key, Called.Ticks, Returned?.Ticks)
    {
        Value = Put ?? Reply?.Value,
        Version = Put is null ? Reply?.Version ?? 0 : Replaces,
        Result = Result == PutResult.VersionMismatch && Returned >= doublesSince ? OperationResult.Maybe : ResultOf(),
    };

    /// <inheritdoc/>
    public override string ToString() =>
        Put is null ? $"{Client} gets \"{Key}\"" : $"{Client} puts \"{Put}\" in \"{Key}\" with version {Replaces}";

    private OperationResult ResultOf() => (Reply?.Status, Result) switch
    {
        (GetStatus.NoKey, _) or (_, PutResult.NoKey) => OperationResult.NoKey,
        (_, PutResult.VersionMismatch) => OperationResult.Version,
        (_, PutResult.Maybe) => OperationResult.Maybe,
        _ => OperationResult.Ok,
    };
}
