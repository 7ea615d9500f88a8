using Labs.Grader.Submissions;

namespace Labs.Grader.Mutants;

/// <summary>A solution with one known bug.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Title">The bug, in a sentence.</param>
/// <param name="Rule">The rule that it breaks, as a section of the paper; empty where it was generated.</param>
/// <param name="Expect">The kinds of failure that it should cause; empty where any will do.</param>
/// <param name="Files">The whole solution, with the bug.</param>
internal sealed record Mutant(string Name, string Title, string Rule, IReadOnlyList<string> Expect, IReadOnlyList<SourceFile> Files);
