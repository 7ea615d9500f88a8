using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>Received but never answered.</summary>
public sealed record NeverEcho(int Number) : IRequest<Echoed>;
