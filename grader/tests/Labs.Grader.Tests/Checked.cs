using System.Text;
using Labs.Framework;
using Labs.Grader.Submissions;
using Labs.Grader.Verification;

namespace Labs.Grader.Tests;

/// <summary>Compiles and verifies sources in this process, as every verb does before it runs them.</summary>
internal static class Checked
{
    /// <summary>Compiles sources against the framework and, where there is one, a lab's contract.</summary>
    public static CompiledSubmission Compile(IEnumerable<(string Path, string Text)> files, params IEnumerable<string> contracts) =>
        SubmissionCompiler.Compile(
            "Labs.Theirs",
            [.. files.Select(file => new SourceFile(file.Path, Encoding.UTF8.GetBytes(file.Text)))],
            [typeof(INode).Assembly.Location, .. contracts]);

    /// <summary>What some sources break.</summary>
    public static IReadOnlyList<Violation> Violations(params IEnumerable<(string Path, string Text)> files) =>
        Verifier.Verify(Compile(files), CancellationToken.None);
}
