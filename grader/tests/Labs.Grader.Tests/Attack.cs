using System.Text;
using System.Text.RegularExpressions;
using Labs.Grader.Mutants;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;

namespace Labs.Grader.Tests;

/// <summary>A way to more points than a solution has earned, on top of a lab's reference solution. It is a file <c>*.attack</c> of edits;
/// <c>attack:</c> has its number and name in a catalogue, or <c>new</c>, and <c>must:</c> what has to become of it.</summary>
/// <param name="Lab">The lab.</param>
/// <param name="File">The file.</param>
internal sealed partial record Attack(string Lab, EditFile File)
{
    private const string Mark = "// <-";

    private static readonly LabShelf Shelf = new(Testing.Repository.RootAbove(AppContext.BaseDirectory)!);

    /// <summary>All attacks on all labs of the repository.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. from lab in Shelf.Labs()
           let folder = Path.Combine(Shelf.SolutionsFolder, lab, "attacks")
           where Directory.Exists(folder)
           from file in Directory.EnumerateFiles(folder, "*.attack").Order(StringComparer.Ordinal)
           select new Attack(lab, EditFile.Read(file, "title", "attack", "must")),
    ];

    /// <summary>What has to become of it: it is <c>refused</c>, it <c>does not compile</c>, it is <c>unfit</c> to be
    /// loaded, it <c>fails</c>, or it <c>earns</c> what the
    /// reference does.</summary>
    public string Outcome => Must.Groups["outcome"].Value;

    /// <summary>The rule or the compiler's error that stops it; or the kind of failure.</summary>
    public string Rule => Must.Groups["rule"].Value;

    /// <summary>What the message must say.</summary>
    public string Words => Must.Groups["words"].Value;

    /// <summary>The scenario that is run; null where any will do.</summary>
    public string? Scenario => File.Header.GetValueOrDefault("scenario");

    private Match Must => Form().Match(File.Header["must"]) is { Success: true } match
        ? match
        : throw new InputException($"{File.Path}: must: is not of the form 'refused: RULE words'");

    /// <summary>The lab's suite, built for grading.</summary>
    public BuiltSuite Suite() => Shelf.Open(Lab);

    /// <summary>The reference solution, as it is.</summary>
    public IReadOnlyList<SourceFile> Reference() =>
        SubmissionFolder.Read(Shelf.SolutionsFolder, Lab, Shelf.LabOf(Lab).Owns).Files;

    /// <summary>The reference solution with the attack in it.</summary>
    public IReadOnlyList<SourceFile> Sources() => File.Change(Reference(), Lab);

    /// <summary>The places that must be named: those of the lines that end with a mark.</summary>
    public IReadOnlyList<string> Places() =>
    [
        .. from source in Sources()
           from line in Encoding.UTF8.GetString(source.Content).Split('\n').Index()
           where line.Item.TrimEnd().EndsWith(Mark, StringComparison.Ordinal)
           select $"{source.Path}:{line.Index + 1}",
    ];

    /// <inheritdoc/>
    public override string ToString() => Path.GetFileNameWithoutExtension(File.Path);

    [GeneratedRegex(
        @"^(?<outcome>refused|does not compile|unfit|fails|earns): (?<rule>\S+)( (?<words>.+))?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
