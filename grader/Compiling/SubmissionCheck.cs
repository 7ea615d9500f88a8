using Labs.Framework;
using Labs.Grader.Submissions;
using Labs.Grader.Verification;
using Labs.Testing;

namespace Labs.Grader.Compiling;

/// <summary>Reads, compiles and verifies a submission: all that touches its sources.</summary>
internal static class SubmissionCheck
{
    /// <summary>Does so.</summary>
    /// <exception cref="InputException">The submission is missing, is not what a submission may be, or does not compile.</exception>
    public static CheckedSubmission Run(CompileOrder order)
    {
        var shelf = order.Choice.Shelf;
        var lab = shelf.LabOf(order.Lab);
        var folder = order.Choice.Read(lab);
        List<CompiledSubmission> compiled = [Compile(lab, folder.Files, order.Contracts)];
        List<CompiledSubmission> below = [];
        List<SourceFile> submitted = [.. folder.Files];
        foreach (var other in shelf.LabsBelow(lab))
        {
            var (files, isSubmitted) = order.Choice.ReadBelow(other, lab);
            (isSubmitted ? compiled : below).Add(Compile(other, files, order.Contracts));
            if (isSubmitted) submitted.AddRange(files);
        }

        return new CheckedSubmission(
            folder.Name,
            submitted.Count,
            SourceHash.Of(submitted),
            [.. compiled.Concat(below).Select(one => one.Image)],
            [.. compiled.SelectMany(one => Verifier.Verify(one, CancellationToken.None)).OrderBy(found => found.Place)])
        {
            Root = folder.Root,
        };
    }

    /// <summary>Compiles one lab's files.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="files">The files.</param>
    /// <param name="contracts">The assemblies that suites share with submissions.</param>
    /// <exception cref="InputException">They don't compile.</exception>
    public static CompiledSubmission Compile(Lab lab, IReadOnlyList<SourceFile> files, IEnumerable<string> contracts) =>
        SubmissionCompiler.Compile(lab.Assembly, files, [typeof(INode).Assembly.Location, .. contracts]);
}
