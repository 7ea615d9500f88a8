namespace Labs.Testing;

/// <summary>Finds files by looking upwards from a folder.</summary>
public static class Repository
{
    /// <summary>The nearest file of this name, in the folder or above it; null where there is none.</summary>
    public static string? FindAbove(string folder, string name)
    {
        for (var at = folder.Length == 0 ? null : new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, name);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>The repository's root, above the folder; null where the folder lies in none.</summary>
    public static string? RootAbove(string folder) =>
        FindAbove(folder, "Labs.sln") is { } solution ? Path.GetDirectoryName(solution) : null;
}
