using Labs.Grader.Suites;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>What a worker is for: one suite and one submission. It gets no other.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Images">The compiled submission: the lab's own assembly, then those of labs that it builds on.</param>
internal sealed record WorkerJob(SuiteFiles Suite, IReadOnlyList<SubjectImage> Images)
{
    /// <summary>The walls without which no submission is to be run.</summary>
    public Walls NeededWalls { get; init; }
}
