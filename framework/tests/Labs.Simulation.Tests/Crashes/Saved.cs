namespace Labs.Simulation.Tests.Crashes;

/// <summary>A node's saved state.</summary>
public sealed record Saved(int Number);
