using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Labs.Grader.Suites;

namespace Labs.Grader.Scaffolding;

/// <summary>Begins a new lab: one small scenario that works, with its contract, skeleton, solution and handout, to be replaced bit by
/// bit.</summary>
/// <param name="shelf">The repository.</param>
internal sealed partial class Scaffold(LabShelf shelf)
{
    private const string Templates = "grader/Scaffolding/Template";
    private const string Extension = ".template";

    /// <summary>Writes the files, and lists the lab where labs are listed.</summary>
    /// <returns>What was written or changed, relative to the repository's root.</returns>
    /// <exception cref="InputException">There is such a lab, or a file can't be written.</exception>
    public IReadOnlyList<string> Write(LabName name)
    {
        string lab = Path.Combine("labs", name.Folder);
        string solution = Path.Combine(Path.GetRelativePath(shelf.Root, shelf.SolutionsFolder), name.Folder);
        if (!Directory.Exists(FullPath(Templates)) || !Directory.Exists(shelf.SolutionsFolder))
            throw new InputException("a new lab begins in the instructors' repository; this is a students' one, without solutions and templates");
        foreach (string folder in new[] { lab, solution })
        {
            if (Path.Exists(FullPath(folder))) throw new InputException($"{folder} exists; take another name, or delete it first");
        }

        try
        {
            List<string> students = [.. Fill("lab", lab, name)], own = [.. Fill("solution", solution, name)];
            AddToSolution(lab, students);
            AddToSolution(solution, own);
            AddToLadder(name);
            return [.. students, .. own];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the lab can't be written: {error.Message}");
        }
    }

    private IEnumerable<string> Fill(string template, string target, LabName name)
    {
        string root = FullPath(Path.Combine(Templates, template));
        foreach (string file in Directory.EnumerateFiles(root, "*" + Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string path = Path.Combine(target, name.FillIn(Path.GetRelativePath(root, file)[..^Extension.Length]));
            Directory.CreateDirectory(Path.GetDirectoryName(FullPath(path))!);
            File.WriteAllText(FullPath(path), name.FillIn(File.ReadAllText(file)));
            yield return path;
        }
    }

    private void AddToSolution(string folder, IEnumerable<string> written)
    {
        List<string> projects = [.. written.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))];
        string cure = $"add {string.Join(", ", projects)} to Labs.sln with dotnet sln";
        try
        {
            string[] arguments = ["sln", "Labs.sln", "add", "--solution-folder", folder, .. projects];
            using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = shelf.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            var error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InputException($"{(error.Result + output).Trim()}; {cure}");
        }
        catch (Win32Exception error)
        {
            throw new InputException($"dotnet can't be started ({error.Message}); {cure}");
        }
    }

    // Below the last rung, which may go over several lines.
    private void AddToLadder(LabName name)
    {
        string path = Path.Combine(shelf.LabsFolder, "README.md");
        if (!File.Exists(path)) return;
        string text = File.ReadAllText(path);
        if (Rungs().Matches(text) is not [.., var last]) return;
        int number = int.Parse(last.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1;
        File.WriteAllText(path, text.Insert(last.Index + last.Length, $"{number}. [`{name.Folder}`]({name.Folder}/README.md): {name.Title}.\n"));
    }

    private string FullPath(string path) => Path.Combine(shelf.Root, path);

    [GeneratedRegex(
        "^(?<number>[0-9]{1,3})\\. \\[.*\\n([^\\n]+\\n)*?(?=\\n|\\z|[0-9]{1,3}\\. )",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Rungs();
}
