namespace Labs.PaxosLab;

/// <summary>What a server knows of an instance.</summary>
/// <param name="Fate">How far the instance has come.</param>
/// <param name="Value">The value that was chosen; <see langword="null"/> unless it is decided.</param>
public sealed record PaxosStatus(Fate Fate, string? Value = null);
