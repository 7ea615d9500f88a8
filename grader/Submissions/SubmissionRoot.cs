namespace Labs.Grader.Submissions;

/// <summary>Finds in a clone, an export or an archive the folder with the layout of <c>labs/</c>.</summary>
internal static class SubmissionRoot
{
    private const int DepthMost = 3;
    private const int FoldersMost = 1000;

    /// <summary>Finds the folder nearest to the top that has files of a lab; of several, the one called <c>labs</c>.</summary>
    /// <param name="tree">What was handed in.</param>
    /// <param name="lab">The lab's folder name.</param>
    /// <param name="owned">Which files of the lab's folder belong to the student.</param>
    /// <returns>The folder, relative to the tree; empty for the tree's own, and where there is none.</returns>
    /// <exception cref="InputException">There are several.</exception>
    public static string Find(ISourceTree tree, string lab, OwnedFiles owned)
    {
        List<string> level = [""];
        for (int depth = 0; depth <= DepthMost && level.Count is > 0 and <= FoldersMost; depth++)
        {
            string[] found = [.. level.Where(folder => owned.AreIn(tree, Join(folder, lab)))];
            if (found.Length == 1) return found[0];
            if (found.Where(folder => Path.GetFileName(folder) == "labs").ToArray() is [var labs]) return labs;
            if (found.Length > 1) throw new InputException($"{tree.Place} has {lab} in several folders: {string.Join(", ", found)}; hand in one");
            level = [.. level.SelectMany(folder => tree.Folders(folder).Where(IsLookedInto).Select(inner => Join(folder, inner)))];
        }

        return "";
    }

    /// <summary>The path of something in a folder.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static bool IsLookedInto(string folder) => !folder.StartsWith('.') && folder is not ("bin" or "obj" or "__MACOSX");
}
