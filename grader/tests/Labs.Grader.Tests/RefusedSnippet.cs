using Labs.Grader.Verification;

namespace Labs.Grader.Tests;

/// <summary>A few lines of C# that must be refused, in the lines that end with a mark.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Says">Words of the message.</param>
/// <param name="Seen">Which of the two looks must find it by itself.</param>
/// <param name="Code">The code, in a file and a namespace of its own.</param>
internal sealed record RefusedSnippet(string Rule, string Says, Seen Seen, string Code)
{
    private const string Mark = "// <-";

    /// <summary>The lines that must be named.</summary>
    public IEnumerable<int> Lines => Code.Split('\n')
        .Select((line, index) => (Line: index + 1, IsMarked: line.TrimEnd().EndsWith(Mark, StringComparison.Ordinal)))
        .Where(line => line.IsMarked)
        .Select(line => line.Line);

    /// <summary>Whether a violation is the one that must be found.</summary>
    public bool Is(Violation violation) =>
        violation.Rule == Rule && violation.Message.Contains(Says, StringComparison.Ordinal) && Lines.Contains(violation.Place.Line);

    /// <summary>The file, with the namespace before its first line.</summary>
    public string InNamespace(int number) => "using System.Collections.Concurrent; using System.Diagnostics; using System.Linq.Expressions; "
        + "using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Threading.Channels; "
        + $"using Labs.Framework; namespace Snippet{number}; {Code}";

    /// <inheritdoc/>
    public override string ToString() => Code.ReplaceLineEndings(" ").Replace(Mark, "", StringComparison.Ordinal).Trim();
}
