using Labs.Simulation;

namespace Labs.Testing;

/// <summary>One run of one scenario with one seed: what a suite's cluster is made from.</summary>
/// <param name="World">The world of this run.</param>
/// <param name="Subject">The submission under test.</param>
/// <param name="Servers">How many servers the scenario asks for.</param>
public sealed record Trial(World World, Subject Subject, int Servers);
