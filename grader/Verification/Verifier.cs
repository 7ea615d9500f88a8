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
        var allowed = AllowList.Read();
        var inAssembly = Task.Run(() => AssemblyRules.Check(submission, bans, allowed), cancel);
        var inSources = SourceRules.Check(submission.Compilation, bans, cancel).ToList();
        return Merge(inSources, inAssembly.GetAwaiter().GetResult());
    }

    // The sources tell the place better. One statement makes several references, all with one cure.
    private static List<Violation> Merge(List<Violation> inSources, IEnumerable<Finding> inAssembly)
    {
        var more = inAssembly
            .Where(found => !inSources.Exists(known => known.Cure == found.Violation.Cure && found.From.Holds(known.Place)))
            .Select(found => found.Violation)
            .DistinctBy(violation => (violation.Place.Path, violation.Place.Line, violation.Cure));
        return
        [
            .. inSources.OrderBy(violation => violation.Message.Length)
                .DistinctBy(violation => (violation.Place, violation.Cure))
                .Concat(more)
                .OrderBy(violation => violation.Place)
                .DistinctBy(violation => (violation.Place.Path, violation.Place.Line, violation.Message)),
        ];
    }
}
