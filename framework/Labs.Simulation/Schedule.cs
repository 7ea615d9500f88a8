namespace Labs.Simulation;

/// <summary>Which deviations from a benign world a run has. In a benign world every message arrives once and soon, nothing crashes,
/// and what is ready at one instant runs first in, first out.</summary>
/// <remarks>A deviation that is listed happens as the seed draws it; one that is not is left out. Draws are keyed, so leaving one
/// out changes no other. A run without a schedule has all, and lists none.</remarks>
/// <param name="Keys">The keys of the deviations, where a kind alone (<c>crash</c>) stands for all that are of it;
/// <see langword="null"/> for all.</param>
/// <param name="Variation">0 for the seed's own run. Any other number gives the nodes other random numbers: a run that went another
/// way since something was left out may by that go the old way again.</param>
public sealed record Schedule(IReadOnlyList<string>? Keys, int Variation = 0)
{
    /// <summary>Everything happens, and the run lists what did.</summary>
    public static Schedule Everything { get; } = new(Keys: null);
}
