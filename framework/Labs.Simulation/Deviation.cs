namespace Labs.Simulation;

/// <summary>One thing in which a run differed from a benign world.</summary>
/// <param name="Key">What tells it from all others, the same in every run with the seed; its first word is its kind, such as
/// <c>lost</c> or <c>crash</c>.</param>
/// <param name="Text">The same for a reader; empty where events are not kept.</param>
/// <param name="At">When it came up first.</param>
public sealed record Deviation(string Key, string Text, TimeSpan At);
