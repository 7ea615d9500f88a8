namespace Labs.Simulation.Tests.Crashes;

public sealed record Bytes(byte[] Values);
