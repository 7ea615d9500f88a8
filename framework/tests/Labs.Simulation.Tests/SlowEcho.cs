using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>Answered late, by a handler that waits.</summary>
public sealed record SlowEcho(int Number) : IRequest<Echoed>;
