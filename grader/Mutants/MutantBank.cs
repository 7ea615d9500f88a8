using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>The mutants of a lab: a folder of files beside the reference solution that they change.</summary>
internal sealed class MutantBank
{
    private readonly Lab _lab;

    private MutantBank(Lab lab, string folder, IReadOnlyList<SourceFile> reference) =>
        (_lab, Folder, Reference) = (lab, folder, reference);

    /// <summary>Where the mutants' files lie.</summary>
    public string Folder { get; }

    /// <summary>The reference solution.</summary>
    public IReadOnlyList<SourceFile> Reference { get; }

    /// <summary>Opens a lab's bank.</summary>
    /// <exception cref="InputException">The lab has no reference solution here.</exception>
    public static MutantBank Open(LabShelf shelf, Lab lab)
    {
        string solution = Path.Combine(shelf.SolutionsFolder, lab.Name);
        if (!Directory.Exists(solution))
            throw new InputException($"{solution} does not exist: mutants are made of a lab's reference solution, which only instructors have");
        var reference = SubmissionFolder.Read(shelf.SolutionsFolder, lab.Name, lab.Owns);
        return new MutantBank(lab, Path.Combine(solution, "mutants"), reference.Files);
    }

    /// <summary>All mutants of the bank, by name.</summary>
    /// <exception cref="InputException">There are none, or one of them is malformed or does not fit the reference.</exception>
    public IReadOnlyList<Mutant> All()
    {
        string[] paths = Paths();
        return paths.Length > 0
            ? [.. paths.Select(Load)]
            : throw new InputException($"{Folder} has no file *{MutantFile.Extension}");
    }

    /// <summary>An attack's file, as a solution to be written; it is graded like a student's, and never run as mutants are, unlooked
    /// at.</summary>
    /// <exception cref="InputException">It is malformed or does not fit the reference.</exception>
    public Mutant Attack(string path)
    {
        var edits = EditFile.Read(path, "title", "attack", "must");
        var files = edits.Change(Reference, _lab.Name);
        return new Mutant(Path.GetFileNameWithoutExtension(path), edits.Header["title"], edits.Header["attack"], [], files);
    }

    /// <summary>One mutant: by its name in the bank, or a file anywhere.</summary>
    /// <exception cref="InputException">There is no such mutant, or it is malformed or does not fit the reference.</exception>
    public Mutant Find(string nameOrFile)
    {
        string inBank = Path.Combine(Folder, nameOrFile + MutantFile.Extension);
        if (!nameOrFile.Contains('/') && File.Exists(inBank)) return Load(inBank);
        if (IsAttack(nameOrFile)) throw new InputException($"{nameOrFile} is an attack: write it with --write DIR, and grade it there");
        if (File.Exists(nameOrFile)) return Load(nameOrFile);
        string hint = Nearest.Hint(nameOrFile, Paths().Select(path => Path.GetFileNameWithoutExtension(path)));
        throw new InputException($"there is no mutant and no file '{nameOrFile}'; {hint}");
    }

    /// <summary>Whether a file's name is that of an attack.</summary>
    public static bool IsAttack(string path) => path.EndsWith(".attack", StringComparison.Ordinal) && File.Exists(path);

    private string[] Paths() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*" + MutantFile.Extension).Order(StringComparer.Ordinal)]
        : [];

    private Mutant Load(string path)
    {
        var file = MutantFile.Read(path);
        return new Mutant(
            Path.GetFileNameWithoutExtension(path), file.Title, file.Rule, file.Expect, file.Edits.Change(Reference, _lab.Name));
    }
}
