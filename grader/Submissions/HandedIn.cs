namespace Labs.Grader.Submissions;

/// <summary>Opens what a student handed in: a clone, an export, a zip archive, or a folder around one.</summary>
internal static class HandedIn
{
    /// <summary>The ending of the archives that are read.</summary>
    public const string ArchiveEnding = ".zip";

    /// <summary>Reads a lab's files, wherever in it they lie.</summary>
    /// <param name="path">A folder, or an archive.</param>
    /// <param name="lab">The lab's folder name.</param>
    /// <param name="top">The lab that is graded: its folder and those of the labs that it builds on lie beside each other.</param>
    /// <param name="owned">Which files of the lab's folder belong to the student, as globs.</param>
    /// <param name="topOwned">The same of the graded lab's.</param>
    /// <exception cref="InputException">There are none, or they are not what a submission may hold.</exception>
    public static SubmissionFolder Read(
        string path, string lab, string top, IReadOnlyList<string> owned, IReadOnlyList<string> topOwned)
    {
        if (!IsArchive(path) && !Directory.Exists(path))
            throw new InputException($"there is no folder {path}; --submission names a folder with the layout of labs/");
        try
        {
            return Open(path, lab, top, owned, topOwned);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{path} can't be read: {error.Message}");
        }
    }

    private static SubmissionFolder Open(
        string path, string lab, string top, IReadOnlyList<string> owned, IReadOnlyList<string> topOwned)
    {
        using var archive = IsArchive(path) ? ZipTree.Open(path) : null;
        ISourceTree tree = archive is null ? new FolderTree(path) : archive;
        string root = SubmissionRoot.Find(tree, top, new OwnedFiles(topOwned));
        if (archive is null && !new OwnedFiles(topOwned).AreIn(tree, SubmissionRoot.Join(root, top)) && OnlyArchiveIn(path) is { } inner)
            return Open(inner, lab, top, owned, topOwned);
        return SubmissionFolder.Read(tree, root, lab, owned);
    }

    private static bool IsArchive(string path) => path.EndsWith(ArchiveEnding, StringComparison.OrdinalIgnoreCase) && File.Exists(path);

    // Course systems export a folder a student, with the archive in it.
    private static string? OnlyArchiveIn(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles().Take(1000)
            .Where(file => file.LinkTarget is null && IsArchive(file.FullName))
            .Select(file => file.FullName)
            .ToArray() is [var one] ? one : null;
}
