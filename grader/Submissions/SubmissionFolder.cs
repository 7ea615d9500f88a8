namespace Labs.Grader.Submissions;

/// <summary>A submission: a folder with the layout of <c>labs/</c>, of which the grader takes the C# files that a lab leaves to
/// the student, and nothing else.</summary>
internal sealed class SubmissionFolder
{
    private const int FileBytesMost = 256 * 1024;
    private const int TotalBytesMost = 1024 * 1024;
    private const int FilesMost = 1000;

    private SubmissionFolder(string name, string? root, IReadOnlyList<SourceFile> files)
    {
        Name = name;
        Root = root;
        Files = files;
    }

    /// <summary>The folder's name, without its path.</summary>
    public string Name { get; }

    /// <summary>The whole path of the folder that the files' paths begin at; null where they lie in an archive.</summary>
    public string? Root { get; }

    /// <summary>The files, sorted by path.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Reads a lab's files.</summary>
    /// <param name="directory">The submission.</param>
    /// <param name="lab">The lab's folder name.</param>
    /// <param name="owned">Which files of the lab's folder belong to the student, as globs.</param>
    /// <exception cref="InputException">There are none, or they are not what a submission may hold.</exception>
    public static SubmissionFolder Read(string directory, string lab, IEnumerable<string> owned)
    {
        string root = Path.GetFullPath(directory);
        if (!Directory.Exists(root))
            throw new InputException($"there is no folder {root}; --submission names a folder with the layout of labs/");
        return Read(new FolderTree(root), "", lab, owned);
    }

    /// <summary>Reads a lab's files from what a student handed in.</summary>
    /// <param name="tree">What was handed in.</param>
    /// <param name="folder">The folder in it that has the layout of <c>labs/</c>.</param>
    /// <param name="lab">The lab's folder name.</param>
    /// <param name="owned">Which files of the lab's folder belong to the student, as globs.</param>
    /// <exception cref="InputException">There are none, or they are not what a submission may hold.</exception>
    public static SubmissionFolder Read(ISourceTree tree, string folder, string lab, IEnumerable<string> owned)
    {
        var files = new List<SourceFile>();
        try
        {
            Collect(new OwnedFiles(owned).In(tree, SubmissionRoot.Join(folder, lab)), folder.Length == 0 ? 0 : folder.Length + 1, files);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{tree.Place} can't be read: {error.Message}");
        }

        if (files.Count == 0)
        {
            string wanted = string.Join(", ", owned.Select(glob => $"{lab}/{glob}"));
            throw new InputException($"{tree.Place} has no C# file for the lab {lab}; the grader takes {wanted} from it");
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new SubmissionFolder(tree.Name, tree is FolderTree ? Path.Combine(tree.Place, folder) : null, files);
    }

    // The paths are those of the lab's layout, so that the same sources have one hash however they were packed.
    private static void Collect(IEnumerable<SourceEntry> entries, int prefix, List<SourceFile> files)
    {
        int total = 0;
        foreach (var entry in entries)
        {
            string path = entry.Path[prefix..];
            if (!path.All(IsPlain)) throw new InputException($"{path} has a character in its name that no source file needs");
            if (entry.IsLink) throw new InputException($"{path} is a link; submit the file itself");
            if (files.Count == FilesMost) throw new InputException($"there are more than {FilesMost:N0} C# files");
            byte[] content = entry.Read(FileBytesMost) ?? throw new InputException(TooLarge(path, entry.Length));
            total += content.Length;
            if (total > TotalBytesMost) throw new InputException($"the C# files have more than {TotalBytesMost:N0} bytes in total");
            files.Add(new SourceFile(path, content));
        }
    }

    // What an archive states of a file's size need not be so.
    private static string TooLarge(string path, long length) =>
        $"{path} has {(length > FileBytesMost ? $"{length:N0}" : "more")} bytes; a file may have {FileBytesMost:N0}";

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || " /._-+,()[]".Contains(letter, StringComparison.Ordinal);
}
