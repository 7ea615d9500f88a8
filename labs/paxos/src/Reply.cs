namespace Labs.PaxosLab;

/// <summary>The answer to <see cref="Request"/>.</summary>
// TODO(C): the value, where that was asked for.
public sealed record Reply;
