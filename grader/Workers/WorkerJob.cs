using Labs.Grader.Suites;

namespace Labs.Grader.Workers;

/// <summary>What a worker is for: one suite and one submission. It gets no other.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Assembly">The compiled submission.</param>
/// <param name="Symbols">Its symbols.</param>
internal sealed record WorkerJob(SuiteFiles Suite, byte[] Assembly, byte[] Symbols);
