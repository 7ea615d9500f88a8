namespace Labs.Simulation;

/// <summary>How near a run came to one of a scenario's limits.</summary>
/// <param name="What">What is limited.</param>
/// <param name="Used">The most that was used of it: ticks of 100 ns for a time, else a count.</param>
/// <param name="Limit">How much may be used.</param>
/// <param name="IsTime">Whether it is a time.</param>
public sealed record Margin(string What, long Used, long Limit, bool IsTime);
