using System.Collections.ObjectModel;
using System.IO.Compression;

namespace Labs.Grader.Submissions;

/// <summary>A zip archive that a student handed in, read entry by entry. Nothing is unpacked to a disk.</summary>
internal sealed class ZipTree : ISourceTree, IDisposable
{
    private const long ArchiveBytesMost = 64 * 1024 * 1024;
    private const int EntriesMost = 20_000;
    private const int DepthMost = 16;
    private const int UnixKind = 0xF000;
    private const int UnixLink = 0xA000;

    private readonly ZipArchive _archive;
    private readonly List<SourceEntry> _entries = [];

    private ZipTree(string path, ZipArchive archive)
    {
        Place = path;
        _archive = archive;
    }

    /// <inheritdoc/>
    public string Place { get; }

    /// <inheritdoc/>
    public string Name => Path.GetFileNameWithoutExtension(Place);

    /// <summary>Opens an archive and looks at the names in it.</summary>
    /// <param name="path">Its whole path.</param>
    /// <exception cref="InputException">It is none, or has what no submission has.</exception>
    public static ZipTree Open(string path)
    {
        string name = Path.GetFileName(path);
        long length = new FileInfo(path).Length;
        // A pipe or a device has no size either, and to open it might never end.
        if (length == 0) throw new InputException($"{name} is empty");
        if (length > ArchiveBytesMost)
            throw new InputException($"{name} has more than {ArchiveBytesMost / (1024 * 1024)} MB; an archive of sources is smaller");
        var tree = new ZipTree(path, Read(path));
        try
        {
            tree.List();
            return tree;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Folders(string folder)
    {
        string prefix = folder.Length == 0 ? "" : folder + "/";
        return _entries.Where(entry => entry.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => entry.Path[prefix.Length..].Split('/'))
            .Where(parts => parts.Length > 1)
            .Select(parts => parts[0])
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IEnumerable<SourceEntry> Files(string folder) =>
        _entries.Where(entry => folder.Length == 0 || entry.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static ZipArchive Read(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw new InputException($"{Path.GetFileName(path)} is not a zip archive, or a damaged one");
        }
    }

    private void List()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in Entries())
        {
            // Some archivers for Windows write backslashes, and some others './' before every name.
            string full = entry.FullName.Replace('\\', '/');
            string[] parts = [.. full.Split('/').Where(part => part is not ("" or "."))];
            if (!full.EndsWith(".cs", StringComparison.Ordinal) || parts.Any(part => part is "bin" or "obj" or "__MACOSX")) continue;
            Check(full, parts);
            string name = string.Join('/', parts);
            if (!names.Add(name)) throw new InputException($"the archive has {name} twice");
            if (entry.IsEncrypted) throw new InputException($"{name} is encrypted");
            bool isLink = ((entry.ExternalAttributes >> 16) & UnixKind) == UnixLink;
            _entries.Add(new SourceEntry(name, entry.Length, isLink, entry.Open));
        }
    }

    private static void Check(string name, string[] parts)
    {
        if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || parts.Contains(".."))
            throw new InputException($"the archive has an entry whose name leads out of it: {name}");
        if (name.Contains('\0', StringComparison.Ordinal)) throw new InputException($"the archive has an entry with no name for a file: {name}");
        if (parts.Length > DepthMost) throw new InputException($"{name} lies too deep");
    }

    private ReadOnlyCollection<ZipArchiveEntry> Entries()
    {
        try
        {
            if (_archive.Entries.Count <= EntriesMost) return _archive.Entries;
        }
        catch (InvalidDataException)
        {
            throw new InputException($"{Path.GetFileName(Place)} is a damaged archive");
        }

        throw new InputException($"{Path.GetFileName(Place)} has more than {EntriesMost:N0} entries");
    }
}
