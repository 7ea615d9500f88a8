using Labs.Framework;

namespace Labs.Simulation.Tests;

public sealed record Echo(int Number) : IRequest<Echoed>;
