using Labs.Grader.Grading;

namespace Labs.Grader.Mutants;

/// <summary>A mutant, ready to be run.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Submission">The same as a submission.</param>
internal sealed record CompiledMutant(Mutant Mutant, LoadedSubmission Submission);
