using Labs.Simulation;

namespace Labs.Testing;

/// <summary>A run that may fail as a given one does, with less in it.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Servers">How many servers take part.</param>
/// <param name="Schedule">What deviates in it from a benign world.</param>
public sealed record Attempt(ulong Seed, int Servers, Schedule Schedule);
