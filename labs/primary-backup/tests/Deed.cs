using Labs.Checking;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>An operation that a scenario let a client do: what was asked and when is the tester's own knowledge.</summary>
internal sealed class Deed
{
    /// <summary>Who does it.</summary>
    public required Client Client { get; init; }

    /// <summary>What it asks for.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>Of which key.</summary>
    public required string Key { get; init; }

    /// <summary>What is put or appended; of a get that returned, what it brought.</summary>
    public string? Value { get; set; }

    /// <summary>When it was called.</summary>
    public required TimeSpan Called { get; init; }

    /// <summary>When it returned; <see langword="null"/> while it has not.</summary>
    public TimeSpan? Returned { get; set; }

    /// <summary>For the history of all clients.</summary>
    public Operation ToOperation() => new(Client.Id, Kind, Key, Called.Ticks, Returned?.Ticks) { Value = Value };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        OperationKind.Get => $"{Client} gets \"{Key}\"",
        OperationKind.Put => $"{Client} puts \"{Value}\" in \"{Key}\"",
        _ => $"{Client} appends \"{Value}\" to \"{Key}\"",
    };
}
