using Microsoft.Extensions.FileSystemGlobbing;

namespace Labs.Grader.Submissions;

/// <summary>A submission: a folder with the layout of <c>labs/</c>, of which the grader takes the C# files that a lab leaves to
/// the student, and nothing else.</summary>
internal sealed class SubmissionFolder
{
    private const int FileBytesMost = 256 * 1024;
    private const int TotalBytesMost = 1024 * 1024;
    private const int FilesMost = 1000;
    private const int DepthMost = 16;

    private SubmissionFolder(string name, IReadOnlyList<SourceFile> files)
    {
        Name = name;
        Files = files;
    }

    /// <summary>The folder's name, without its path.</summary>
    public string Name { get; }

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

        string labRoot = Path.Combine(root, lab);
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(owned);
        var files = new List<SourceFile>();
        if (Directory.Exists(labRoot)) Collect(root, labRoot, path => matcher.Match(path).HasMatches, files);
        if (files.Count == 0)
        {
            string wanted = string.Join(", ", owned.Select(glob => $"{lab}/{glob}"));
            throw new InputException($"{root} has no C# file for the lab {lab}; the grader takes {wanted} from it");
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new SubmissionFolder(Path.GetFileName(Path.TrimEndingDirectorySeparator(root)), files);
    }

    private static void Collect(string root, string labRoot, Func<string, bool> isOwned, List<SourceFile> files)
    {
        int total = 0;
        foreach (var file in Walk(new DirectoryInfo(labRoot), DepthMost))
        {
            if (!isOwned(Relative(labRoot, file))) continue;
            string path = Relative(root, file);
            if (file.LinkTarget is not null) throw new InputException($"{path} is a link; submit the file itself");
            if (file.Length > FileBytesMost)
                throw new InputException($"{path} has {file.Length:N0} bytes; a file may have {FileBytesMost:N0}");
            total += (int)file.Length;
            if (total > TotalBytesMost) throw new InputException($"the C# files have more than {TotalBytesMost:N0} bytes in total");
            if (files.Count == FilesMost) throw new InputException($"there are more than {FilesMost:N0} C# files");
            files.Add(new SourceFile(path, File.ReadAllBytes(file.FullName)));
        }
    }

    // What a build leaves behind is no source, and a linked folder may lead anywhere.
    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, int depth)
    {
        if (depth == 0) throw new InputException($"{folder.FullName} lies too deep");
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is FileInfo file && file.Extension == ".cs")
            {
                yield return file;
            }
            else if (entry is DirectoryInfo { LinkTarget: null, Name: not ("bin" or "obj") } inner)
            {
                foreach (var found in Walk(inner, depth - 1))
                    yield return found;
            }
        }
    }

    private static string Relative(string root, FileInfo file) =>
        Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
}
