using Labs.Grader.Submissions;

namespace Labs.Grader.Verification;

/// <summary>Decides whether a compiled submission keeps the rules.</summary>
internal static class Verifier
{
    /// <summary>Lists what it breaks, in the order of files and lines.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="cancel">Ends the search.</param>
    public static IReadOnlyList<Violation> Verify(CompiledSubmission submission, CancellationToken cancel)
    {
        var bans = BanList.Read();
        return [.. SourceRules.Check(submission.Compilation, bans, cancel).Distinct().OrderBy(found => found.Place)];
    }
}
