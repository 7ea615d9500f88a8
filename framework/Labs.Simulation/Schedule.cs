namespace Labs.Simulation;

/// <summary>Which deviations from a benign world a run has. In a benign world every message arrives once and soon, nothing crashes,
/// and what is ready at one instant runs first in, first out.</summary>
/// <remarks>A deviation that is listed happens as the seed draws it; one that is not is left out. Draws are keyed, so leaving one
/// out changes no other. A run without a schedule has all, and lists none.</remarks>
/// <param name="Keys">The keys of the deviations; <see langword="null"/> for all.</param>
public sealed record Schedule(IReadOnlyList<string>? Keys)
{
    /// <summary>Everything happens, and the run lists what did.</summary>
    public static Schedule Everything { get; } = new((IReadOnlyList<string>?)null);
}
