namespace Labs.Grader.Submissions;

/// <summary>A folder that a student handed in. No link in it is followed.</summary>
/// <param name="root">The folder's whole path.</param>
internal sealed class FolderTree(string root) : ISourceTree
{
    private const int EntriesMost = 20_000;
    private const int DepthMost = 16;

    private int _entries;

    /// <inheritdoc/>
    public string Place => root;

    /// <inheritdoc/>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(root));

    /// <inheritdoc/>
    public IEnumerable<string> Folders(string folder) =>
        new DirectoryInfo(Path.Combine(root, folder)).EnumerateDirectories()
            .Take(EntriesMost)
            .Where(inner => inner.LinkTarget is null)
            .Select(inner => inner.Name)
            .Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<SourceEntry> Files(string folder)
    {
        var top = new DirectoryInfo(Path.Combine(root, folder));
        return top is { Exists: true, LinkTarget: null } || folder.Length == 0 ? Walk(top, DepthMost) : [];
    }

    // What a build leaves behind is no source, and a linked folder may lead anywhere.
    private IEnumerable<SourceEntry> Walk(DirectoryInfo folder, int depth)
    {
        if (depth == 0) throw new InputException($"{folder.FullName} lies too deep");
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (++_entries > EntriesMost) throw new InputException($"{root} has more than {EntriesMost:N0} files");
            if (entry is FileInfo file && file.Extension == ".cs")
            {
                bool isLink = file.LinkTarget is not null;
                yield return new SourceEntry(Relative(file), isLink ? 0 : file.Length, isLink, file.OpenRead);
            }
            else if (entry is DirectoryInfo { LinkTarget: null, Name: not ("bin" or "obj") } inner)
            {
                foreach (var found in Walk(inner, depth - 1))
                    yield return found;
            }
        }
    }

    private string Relative(FileInfo file) => Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
}
