using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>A worker's answer to one order: exactly one of the three.</summary>
/// <param name="Result">How the trial ended.</param>
/// <param name="Rejected">Why the submission as a whole can't be run.</param>
/// <param name="Broken">What went wrong in the engine or the suite themselves.</param>
internal sealed record TrialReport(TrialResult? Result = null, string? Rejected = null, string? Broken = null)
{
    /// <summary>The walls around the worker; null where it gave no answer.</summary>
    public Walls? Walls { get; init; }
}
