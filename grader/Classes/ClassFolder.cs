using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Labs.Grader.Submissions;

namespace Labs.Grader.Classes;

/// <summary>The folder with the submissions of a class: a folder or an archive a student.</summary>
internal static class ClassFolder
{
    private static readonly string[] OtherArchives = [".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"];

    /// <summary>Lists the students, by name, and what is nobody's.</summary>
    /// <param name="folder">The folder as it was given.</param>
    /// <exception cref="InputException">There is no such folder, or nobody in it.</exception>
    public static (IReadOnlyList<Student> Students, IReadOnlyList<string> Ignored) List(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"there is no folder {Path.GetFullPath(folder)}; it should have a folder a student");
        var students = new List<Student>();
        var ignored = new List<string>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.') || entry.Name == "__MACOSX") continue;
            if (Of(entry, Path.Combine(folder, entry.Name)) is { } student) students.Add(student);
            else ignored.Add(entry.Name);
        }

        if (students.Count == 0) throw new InputException($"{Path.GetFullPath(folder)} has neither a folder nor a zip archive in it");
        Student[] sorted =
        [
            .. Apart(students)
                .OrderBy(student => student.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(student => student.Name, StringComparer.Ordinal),
        ];
        if (sorted.GroupBy(student => student.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } clash)
            throw new InputException($"{folder} has several submissions that would be called {clash.Key}; rename one");
        return (sorted, ignored);
    }

    private static Student? Of(FileSystemInfo entry, string path)
    {
        bool isFolder = entry is DirectoryInfo;
        bool isZip = !isFolder && entry.Name.EndsWith(HandedIn.ArchiveEnding, StringComparison.OrdinalIgnoreCase);
        bool isOther = !isFolder && OtherArchives.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase);
        if (!isFolder && !isZip && !isOther) return null;
        string name = Safe(isZip ? entry.Name[..^HandedIn.ArchiveEnding.Length] : entry.Name);
        if (entry.LinkTarget is not null) return new Student(name, path, "the submission is a link; hand in the folder itself");
        return new Student(name, path, isOther ? "the submission is an archive of another kind; hand in a folder or a zip archive" : null);
    }

    // A name becomes a folder's, a line's in a terminal, a cell's. What is replaced is told apart by a hash.
    private static string Safe(string name)
    {
        string safe = string.Concat(name.Take(80).Select(letter => IsPlain(letter) ? letter : '_')).Trim();
        if (safe.Length == 0 || ResultsFolder.IsReserved(safe)) safe += "_";
        return safe == name ? name : $"{safe}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
    }

    // A letter with a mark beside it is how some systems write an umlaut.
    private static bool IsPlain(char letter) =>
        char.IsLetterOrDigit(letter)
        || " ._-+,()[]@'&".Contains(letter, StringComparison.Ordinal)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // A folder beside an archive of the same name, or names that differ in case alone: no result may take another's place.
    private static IEnumerable<Student> Apart(List<Student> students)
    {
        foreach (var same in students.GroupBy(student => student.Name, StringComparer.OrdinalIgnoreCase))
        {
            bool isOne = same.Count() == 1;
            int number = 0;
            foreach (var student in same)
                yield return isOne ? student : student with { Name = $"{student.Name} ({++number} of {same.Count()})" };
        }
    }
}
