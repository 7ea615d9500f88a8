using System.Text;
using Labs.Reporting;

namespace Labs.Grader.Classes;

/// <summary>The folder with the results of a class. A file in it is whole or not there, whenever the grader is killed.</summary>
/// <param name="path">The folder.</param>
internal sealed class ResultsFolder(string path)
{
    private const string SettingsFile = "batch.txt";
    private const string ResultName = "result.json";
    private const string PartEnding = ".part";
    private static readonly string[] Reserved = [SettingsFile, "index.html", "gradebook.csv", "canvas.csv"];

    /// <summary>Begins, or goes on.</summary>
    /// <param name="settings">What must be the same when it goes on, as one line.</param>
    /// <param name="resume">Whether results that are there are kept.</param>
    /// <exception cref="InputException">There are results of another batch, or some although none are to be kept.</exception>
    public void Open(string settings, bool resume)
    {
        string file = Path.Combine(path, SettingsFile);
        try
        {
            Directory.CreateDirectory(path);
            // In this order: another share may begin at this moment.
            bool isEmpty = !Directory.EnumerateFileSystemEntries(path).Any(entry => !entry.EndsWith(PartEnding, StringComparison.Ordinal));
            if (!File.Exists(file))
            {
                if (!isEmpty) throw new InputException($"{path} has other files in it; name an empty folder for the results");
                Write(SettingsFile, Encoding.UTF8.GetBytes(settings + "\n"), $".{Environment.ProcessId}{PartEnding}");
            }
            else if (!resume)
            {
                throw new InputException($"{path} has results already; --resume goes on with them");
            }
            else if (File.ReadAllText(file) != settings + "\n")
            {
                string difference = $"  then: {File.ReadAllText(file).Trim()}\n  now:  {settings.Trim()}";
                throw new InputException(
                    $"{path} has the results of another batch: other labs, seeds, trials or scenarios; name another folder\n{difference}");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be written: {error.Message}");
        }
    }

    /// <summary>The folder of one student, made where it is missing.</summary>
    public string FolderOf(Student student) => Directory.CreateDirectory(Path.Combine(path, student.Name)).FullName;

    /// <summary>A student's result; null where there is none yet.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public LabResult? Find(Student student)
    {
        string file = Path.Combine(path, student.Name, ResultName);
        if (!File.Exists(file)) return null;
        try
        {
            return ResultReader.Read(File.ReadAllBytes(file));
        }
        catch (FormatException error)
        {
            throw new InputException($"{file}: {error.Message}; delete it and it is made anew");
        }
    }

    /// <summary>Whether a student of this name would take the place of a file of the class.</summary>
    public static bool IsReserved(string name) =>
        Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) || name.EndsWith(PartEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a student's files; the result is the last, and says that all is there.</summary>
    public void Write(Student student, StudentReport report, IReadOnlyList<string> log)
    {
        using var json = new MemoryStream();
        ResultFile.Write(json, report.Result);
        Write(student, report);
        Write(Path.Combine(student.Name, "log.txt"), string.Join('\n', log) + "\n");
        Write(Path.Combine(student.Name, ResultName), json.ToArray(), PartEnding);
    }

    /// <summary>Writes what the student sees, unless it is there already.</summary>
    public void Write(Student student, StudentReport report)
    {
        using var text = new MemoryStream();
        TextFile.Write(text, report);
        string name = Path.Combine(student.Name, "report.txt");
        string file = Path.Combine(path, name);
        if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(text.ToArray())) Write(name, text.ToArray(), PartEnding);
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text), PartEnding);

    /// <summary>Deletes what a kill left of files that were not whole.</summary>
    public void Tidy()
    {
        foreach (string part in Directory.EnumerateFiles(path, $"*{PartEnding}")) File.Delete(part);
    }

    private void Write(string name, byte[] content, string ending)
    {
        string file = Path.Combine(path, name);
        try
        {
            File.WriteAllBytes(file + ending, content);
            File.Move(file + ending, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GraderException($"{file} can't be written: {error.Message}; once it can, --resume goes on");
        }
    }
}
