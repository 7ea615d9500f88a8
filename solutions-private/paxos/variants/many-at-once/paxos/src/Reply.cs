namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Request"/>.</summary>
/// <param name="Value">The key's value, where that was asked for.</param>
public sealed record Reply(string Value);
