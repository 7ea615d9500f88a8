using Labs.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace Labs.Grader.Submissions;

/// <summary>A submission as bytes, ready to be loaded.</summary>
/// <param name="Compilation">What it was compiled from.</param>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its portable symbols.</param>
internal sealed record CompiledSubmission(CSharpCompilation Compilation, byte[] Assembly, byte[] Symbols)
{
    /// <summary>The bytes alone.</summary>
    public SubjectImage Image => new(Assembly, Symbols);
}
