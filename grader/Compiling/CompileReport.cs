namespace Labs.Grader.Compiling;

/// <summary>The answer to an order: exactly one of the three.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Refused">Why there is none: it is missing, is not what a submission may be, or does not compile.</param>
/// <param name="Broken">What went wrong in the grader or the lab themselves.</param>
internal sealed record CompileReport(CheckedSubmission? Submission = null, string? Refused = null, string? Broken = null);
