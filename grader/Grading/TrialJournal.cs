using System.Text;
using System.Text.Json;
using Labs.Grader.Workers;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>A file that keeps each trial of a grading as it ends, one a line, so that a grading which was killed goes on where it
/// was. Its first line says of what it is.</summary>
internal sealed class TrialJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Scenario, int Trial, bool IsAgain), TrialResult> _known = [];
    private readonly FileStream _file;
    private readonly string _path;

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="subject">What is graded, and how: one line.</param>
    /// <param name="resume">Whether trials that the file has are kept; else it begins anew.</param>
    /// <exception cref="InputException">The file is of something else, or another grading has it.</exception>
    /// <exception cref="GraderException">It can't be written.</exception>
    public TrialJournal(string path, string subject, bool resume)
    {
        _path = path;
        try
        {
            // Two gradings would write over each other's lines; any other way to share lets a second one in.
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the journal {path} can't be opened: {error.Message}");
        }

        try
        {
            if (!_file.CanSeek || !IsJournal(subject)) throw new InputException($"{path} is no journal, and stays as it is; name another file");
            if (!resume) _file.SetLength(0);
            if (!Recall(path, subject)) Append(subject);
        }
        catch (IOException error)
        {
            _file.Dispose();
            throw new InputException($"the journal {path} can't be used: {error.Message}");
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>What a trial gave that was run before; null where none was.</summary>
    public TrialResult? Find(TrialOrder order, bool isAgain) =>
        _known.GetValueOrDefault((order.Scenario, order.Trial, isAgain)) is { } result && result.Seed == order.Seed ? result : null;

    /// <summary>Keeps a trial.</summary>
    /// <exception cref="GraderException">The file can't be written.</exception>
    public void Keep(TrialOrder order, bool isAgain, TrialResult result)
    {
        // What a submission prints is no part of a grade, and may be long.
        var entry = new JournalEntry(order.Scenario, order.Trial, isAgain, result with { Console = "" });
        string line = JsonSerializer.Serialize(entry, FrameJson.Default.JournalEntry);
        lock (_lock)
            Append(line);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // All begin alike; a kill may have cut off that as well.
    private bool IsJournal(string subject)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(subject.Split(' ')[0]);
        byte[] start = new byte[Math.Min(wanted.Length, _file.Length)];
        _file.ReadExactly(start);
        _file.Position = 0;
        return wanted.AsSpan().StartsWith(start);
    }

    // A line that a kill cut off is no line.
    private bool Recall(string path, string subject)
    {
        byte[] content = new byte[_file.Length];
        _file.ReadExactly(content);
        int whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(whole);
        _file.Position = whole;
        if (whole == 0) return false;
        string[] lines = Encoding.UTF8.GetString(content, 0, whole).Split('\n');
        if (lines[0] != subject) throw new InputException($"{path} is the journal of another grading; without --resume it begins anew");
        foreach (string line in lines.Skip(1).SkipLast(1))
        {
            var entry = Read(path, line);
            _known[(entry.Scenario, entry.Trial, entry.IsAgain)] = entry.Result;
        }

        return true;
    }

    private static JournalEntry Read(string path, string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, FrameJson.Default.JournalEntry) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InputException($"{path} is damaged; without --resume it begins anew");
        }
    }

    // A disk that is full is the fault of nobody who is graded.
    private void Append(string line)
    {
        long end = _file.Position;
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (IOException error)
        {
            // Half a line within would cost all that is there.
            _file.SetLength(end);
            _file.Position = end;
            throw new GraderException($"the journal {_path} can't be written: {error.Message}; once it can, --resume goes on with it");
        }
    }
}
