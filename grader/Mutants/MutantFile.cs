using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>Reads a <c>.mutant</c> file: edits of the reference solution, and what is known of the bug that they make.</summary>
internal sealed class MutantFile
{
    /// <summary>How such a file's name ends.</summary>
    public const string Extension = ".mutant";

    private static readonly string[] Kinds = [.. Enum.GetValues<FailureKind>().Select(FailureReport.Word)];

    private MutantFile(EditFile edits) => Edits = edits;

    /// <summary>The changes.</summary>
    public EditFile Edits { get; }

    /// <summary>The bug, in a sentence.</summary>
    public string Title => Edits.Header["title"];

    /// <summary>The rule that it breaks.</summary>
    public string Rule => Edits.Header["rule"];

    /// <summary>The kinds of failure that it should cause.</summary>
    public IReadOnlyList<string> Expect =>
        Edits.Header["expect"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It can't be read, or is malformed; the message names the line.</exception>
    public static MutantFile Read(string path)
    {
        var file = new MutantFile(EditFile.Read(path, "title", "rule", "expect"));
        if (file.Expect.FirstOrDefault(kind => !Kinds.Contains(kind)) is { } unknown)
            throw new InputException($"{path}: expect has '{unknown}'; kinds are {string.Join(", ", Kinds)}");
        return file;
    }
}
