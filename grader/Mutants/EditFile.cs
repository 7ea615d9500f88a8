using System.Text;
using Labs.Grader.Submissions;

namespace Labs.Grader.Mutants;

/// <summary>A text file that changes a solution: a header of lines <c>key: value</c>, then edits. Each stands between lines
/// <c>&lt;&lt;&lt;&lt;&lt;&lt;&lt;</c>, <c>=======</c> and <c>&gt;&gt;&gt;&gt;&gt;&gt;&gt;</c>, under the <c>file:</c> that it changes; or
/// between the first and the last of these, under the <c>new:</c> file that it is the whole of.</summary>
internal sealed class EditFile
{
    private const string Begin = "<<<<<<<";
    private const string Middle = "=======";
    private const string End = ">>>>>>>";

    private readonly string[] _lines;
    private readonly Dictionary<string, string> _header = [];
    private readonly List<SourceEdit> _edits = [];
    private string? _file;
    private bool _isNew;
    private int _at;

    private EditFile(string path, string text) => (Path, _lines) = (path, text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The lines above the first edit.</summary>
    public IReadOnlyDictionary<string, string> Header => _header;

    /// <summary>The changes, in order.</summary>
    public IReadOnlyList<SourceEdit> Edits => _edits;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="needed">What the header must have.</param>
    /// <exception cref="InputException">It can't be read, or is malformed; the message names the line.</exception>
    public static EditFile Read(string path, params IEnumerable<string> needed)
    {
        try
        {
            var file = new EditFile(path, File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
            file.ReadLines();
            file.Check(needed);
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be read: {error.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{path} is not a text in UTF-8");
        }
    }

    /// <summary>A solution with the changes made.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="lab">The lab's folder name, in which all files lie.</param>
    /// <exception cref="InputException">An edit does not fit.</exception>
    public IReadOnlyList<SourceFile> Change(IReadOnlyList<SourceFile> solution, string lab)
    {
        var texts = solution.ToDictionary(
            source => source.Path, source => Encoding.UTF8.GetString(source.Content).ReplaceLineEndings("\n"));
        foreach (var edit in _edits)
        {
            if (edit.Search is null) texts.Add($"{lab}/{edit.File}", edit.Replacement);
            else if (Resolve(edit, solution, lab) is var place) texts[place] = Apply(edit, edit.Search, texts[place]);
        }

        return
        [
            .. texts.OrderBy(text => text.Key, StringComparer.Ordinal)
                .Select(text => new SourceFile(text.Key, Encoding.UTF8.GetBytes(text.Value))),
        ];
    }

    private void ReadLines()
    {
        while (_at < _lines.Length)
        {
            string line = _lines[_at].TrimEnd();
            if (line == Begin) ReadEdit();
            else if (line.Length > 0) ReadHeader(line);
            _at++;
        }
    }

    private void ReadHeader(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || line[..colon].Any(letter => !char.IsAsciiLetterLower(letter)))
            throw Wrong(_at, $"'{line}' is neither 'key: value' nor the line {Begin} that begins an edit");
        var (key, value) = (line[..colon], line[(colon + 1)..].Trim());
        if (value.Length == 0) throw Wrong(_at, $"{key} is empty");
        if (key is "file" or "new") (_file, _isNew) = (value, key == "new");
        else if (_edits.Count > 0 || _file is not null) throw Wrong(_at, $"{key} belongs above the first file");
        else if (!_header.TryAdd(key, value)) throw Wrong(_at, $"{key} stands there twice");
    }

    private void ReadEdit()
    {
        int begin = _at;
        string file = _file ?? throw Wrong(begin, "an edit needs a line 'file: PATH' above it");
        string? search = _isNew ? null : ReadUntil(Middle, begin);
        string replacement = ReadUntil(End, begin);
        if (search?.Trim().Length == 0) throw Wrong(begin, $"there is nothing to search for between {Begin} and {Middle}");
        _edits.Add(new SourceEdit(file, search, replacement, begin + 1));
    }

    private string ReadUntil(string mark, int begin)
    {
        var block = new List<string>();
        for (_at++; _at < _lines.Length; _at++)
        {
            string line = _lines[_at];
            if (line.TrimEnd() == mark) return string.Join('\n', block);
            if (line.TrimEnd() is Begin or Middle or End) break;
            block.Add(line);
        }

        throw Wrong(begin, $"the edit that begins here lacks its line {mark}");
    }

    private void Check(IEnumerable<string> needed)
    {
        if (needed.FirstOrDefault(key => !_header.ContainsKey(key)) is { } missing)
            throw new InputException($"{Path}: the header lacks '{missing}:'");
        if (_edits.Count == 0) throw new InputException($"{Path} has no edit; write one between {Begin}, {Middle} and {End}");
    }

    // The path from the lab's folder, or as much of its end as names one file.
    private string Resolve(SourceEdit edit, IReadOnlyList<SourceFile> solution, string lab)
    {
        string wanted = edit.File.Replace('\\', '/');
        string[] found =
        [
            .. solution.Select(source => source.Path)
                .Where(known => known == wanted || known.EndsWith("/" + wanted, StringComparison.Ordinal)),
        ];
        string whole = $"{lab}/{wanted}";
        if (found.Contains(whole)) return whole;
        if (found.Length == 1) return found[0];
        var names = solution.Select(source => source.Path[(lab.Length + 1)..]);
        throw new InputException(found.Length == 0
            ? $"{Path}:{edit.Line}: the reference has no file '{edit.File}'; {Nearest.Hint(edit.File, names)}"
            : $"{Path}:{edit.Line}: '{edit.File}' may be {string.Join(" or ", found)}; write more of the path");
    }

    private string Apply(SourceEdit edit, string search, string text)
    {
        int first = text.IndexOf(search, StringComparison.Ordinal);
        if (first < 0) throw new InputException($"{Path}:{edit.Line}: {edit.File} does not have the text to search for; compare it, white space too");
        if (text.IndexOf(search, first + 1, StringComparison.Ordinal) >= 0)
            throw new InputException($"{Path}:{edit.Line}: {edit.File} has the text to search for more than once; search for more lines");
        return text[..first] + edit.Replacement + text[(first + search.Length)..];
    }

    private InputException Wrong(int line, string what) => new($"{Path}:{line + 1}: {what}");
}
