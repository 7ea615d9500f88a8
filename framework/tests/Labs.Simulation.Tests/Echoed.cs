namespace Labs.Simulation.Tests;

public sealed record Echoed(int Number);
