using System.Text;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>Reads a <c>.mutant</c> file: a header of lines <c>key: value</c>, then edits of the reference solution. Each stands between
/// lines <c>&lt;&lt;&lt;&lt;&lt;&lt;&lt;</c>, <c>=======</c> and <c>&gt;&gt;&gt;&gt;&gt;&gt;&gt;</c>, under the <c>file:</c> that it
/// changes.</summary>
internal sealed class MutantFile
{
    /// <summary>How such a file's name ends.</summary>
    public const string Extension = ".mutant";

    private const string Begin = "<<<<<<<";
    private const string Middle = "=======";
    private const string End = ">>>>>>>";
    private static readonly string[] Needed = ["title", "rule", "expect"];
    private static readonly string[] Kinds = [.. Enum.GetValues<FailureKind>().Select(FailureReport.Word)];

    private readonly string _path;
    private readonly string[] _lines;
    private readonly Dictionary<string, string> _header = [];
    private readonly List<MutantEdit> _edits = [];
    private string? _file;
    private int _at;

    private MutantFile(string path, string text) => (_path, _lines) = (path, text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));

    /// <summary>The bug, in a sentence.</summary>
    public string Title => _header["title"];

    /// <summary>The rule that it breaks.</summary>
    public string Rule => _header["rule"];

    /// <summary>The kinds of failure that it should cause.</summary>
    public IReadOnlyList<string> Expect => Words(_header["expect"]);

    /// <summary>The changes, in order.</summary>
    public IReadOnlyList<MutantEdit> Edits => _edits;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It can't be read, or is malformed; the message names the line.</exception>
    public static MutantFile Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
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

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="InputException">It is malformed.</exception>
    public static MutantFile Parse(string path, string text)
    {
        var file = new MutantFile(path, text);
        file.ReadLines();
        file.Check();
        return file;
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
        if (key == "file") _file = value;
        else if (_edits.Count > 0 || _file is not null) throw Wrong(_at, $"{key} belongs above the first file");
        else if (!_header.TryAdd(key, value)) throw Wrong(_at, $"{key} stands there twice");
    }

    private void ReadEdit()
    {
        int begin = _at;
        string file = _file ?? throw Wrong(begin, "an edit needs a line 'file: PATH' above it");
        string search = ReadUntil(Middle, begin);
        string replacement = ReadUntil(End, begin);
        if (search.Trim().Length == 0) throw Wrong(begin, $"there is nothing to search for between {Begin} and {Middle}");
        _edits.Add(new MutantEdit(file, search, replacement, begin + 1));
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

    private void Check()
    {
        if (Needed.FirstOrDefault(key => !_header.ContainsKey(key)) is { } missing)
            throw new InputException($"{_path}: the header lacks '{missing}:'");
        if (Expect.FirstOrDefault(kind => !Kinds.Contains(kind)) is { } unknown)
            throw new InputException($"{_path}: expect has '{unknown}'; kinds are {string.Join(", ", Kinds)}");
        if (_edits.Count == 0) throw new InputException($"{_path} has no edit; write one between {Begin}, {Middle} and {End}");
    }

    private InputException Wrong(int line, string what) => new($"{_path}:{line + 1}: {what}");

    private static string[] Words(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
