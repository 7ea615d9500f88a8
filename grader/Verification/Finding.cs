namespace Labs.Grader.Verification;

/// <summary>A violation that was found in the assembly, with the statement or declaration that it comes from.</summary>
/// <param name="Violation">The violation.</param>
/// <param name="From">The part of the sources.</param>
internal sealed record Finding(Violation Violation, Stretch From);
