using System.IO.Compression;

namespace Labs.Grader.Handouts;

/// <summary>Writes a handout. It never overwrites: a folder may hold what would be written, and a repository's own folder.</summary>
internal static class HandoutFolder
{
    // Archives hold no earlier date, and that of the writing would make two of them differ.
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static UnixFileMode Readable =>
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static UnixFileMode Executable =>
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes the files into a folder.</summary>
    /// <exception cref="InputException">The folder holds something else, or can't be written.</exception>
    public static void Write(string folder, IReadOnlyList<HandoutFile> files)
    {
        try
        {
            RefuseOthers(folder, files);
            foreach (var file in files)
            {
                string path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file.Content);
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, file.IsProgram ? Executable : Readable);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder} can't be written: {error.Message}");
        }
    }

    /// <summary>Writes the files into an archive. The same files give the same bytes.</summary>
    public static void WriteArchive(Stream stream, IReadOnlyList<HandoutFile> files)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var file in files)
        {
            var entry = archive.CreateEntry(file.Path);
            entry.LastWriteTime = Date;
            entry.ExternalAttributes = (int)(file.IsProgram ? Executable : Readable) << 16;
            using var content = entry.Open();
            content.Write(file.Content);
        }
    }

    private static void RefuseOthers(string folder, IReadOnlyList<HandoutFile> files)
    {
        if (!Directory.Exists(folder)) return;
        var wanted = files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        foreach (string found in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(folder, found).Replace(Path.DirectorySeparatorChar, '/');
            if (path.StartsWith(".git/", StringComparison.Ordinal)) continue;
            if (!wanted.TryGetValue(path, out var content) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(found)))
                throw new InputException($"{folder} holds {path}, which is not of this handout; give a folder that is new or empty");
        }
    }
}
