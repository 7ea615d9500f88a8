using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>What the command line says about the submission.</summary>
/// <param name="Shelf">Whose labs folder is the submission where no other is given.</param>
/// <param name="Given">The submission's folder as it was given; null for the default.</param>
/// <param name="WithReference">The labs below the graded one for which the reference solution takes the submission's place.</param>
internal sealed record SubmissionChoice(LabShelf Shelf, string? Given, IReadOnlyList<string> WithReference)
{
    /// <summary>The submission's folder or archive.</summary>
    public string Folder => Given ?? Shelf.LabsFolder;

    /// <summary>Its name, without its path.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>The same from anywhere.</summary>
    public SubmissionChoice ToWhole() => this with { Given = Given is null ? null : Path.GetFullPath(Given) };

    /// <summary>Reads the graded lab's files.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public SubmissionFolder Read(Lab lab)
    {
        foreach (string name in WithReference.Except(lab.BuildsOn))
        {
            throw new InputException(lab.BuildsOn.Count == 0
                ? $"{lab.Name} builds on no other lab, so that --with-reference {name} has no meaning"
                : $"{lab.Name} does not build on '{name}'; {Nearest.Hint(name, lab.BuildsOn)}");
        }

        return Read(lab, lab);
    }

    /// <summary>Reads the files of a lab below the graded one.</summary>
    /// <returns>The files, and whether they are the submission's.</returns>
    /// <exception cref="InputException">There are none.</exception>
    public (IReadOnlyList<SourceFile> Files, bool IsSubmitted) ReadBelow(Lab lab, Lab above)
    {
        if (WithReference.Contains(lab.Name))
        {
            return HasReference(lab)
                ? (SubmissionFolder.Read(Shelf.SolutionsFolder, lab.Name, lab.Owns).Files, false)
                : throw new InputException($"there is no reference solution of {lab.Name} in this repository; only instructors have it");
        }

        try
        {
            return (Read(lab, above).Files, true);
        }
        catch (InputException error)
        {
            string cure = HasReference(lab)
                ? $"--with-reference {lab.Name} takes the reference solution instead"
                : $"hand in your {lab.Name} with it";
            throw new InputException($"{above.Name} builds on {lab.Name}: {error.Message}; {cure}");
        }
    }

    private bool HasReference(Lab lab) => Directory.Exists(Path.Combine(Shelf.SolutionsFolder, lab.Name));

    private SubmissionFolder Read(Lab lab, Lab top) => HandedIn.Read(Folder, lab.Name, top.Name, lab.Owns, top.Owns);
}
