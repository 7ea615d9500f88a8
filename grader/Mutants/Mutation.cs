using Microsoft.CodeAnalysis.Text;

namespace Labs.Grader.Mutants;

/// <summary>One change of a text.</summary>
/// <param name="Span">What is replaced.</param>
/// <param name="Replacement">What comes there.</param>
internal readonly record struct Mutation(TextSpan Span, string Replacement);
