using Labs.Grader.Verification;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Compiling;

/// <summary>A submission that was read, compiled and held against the rules.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Files">The number of its files.</param>
/// <param name="SourceHash">A hash of its files.</param>
/// <param name="Images">The lab's own assembly, then those of labs that it builds on.</param>
/// <param name="Violations">The rules that it breaks; where there are any, it must not be run.</param>
internal sealed record CheckedSubmission(
    string Name, int Files, string SourceHash, IReadOnlyList<SubjectImage> Images, IReadOnlyList<Violation> Violations)
{
    /// <summary>The folder that the violations' paths begin at; null where they lie in an archive.</summary>
    public string? Root { get; init; }

    /// <summary>The walls that were up around the compiler; none where it ran in the grader's own process.</summary>
    public Walls Walls { get; init; }
}
