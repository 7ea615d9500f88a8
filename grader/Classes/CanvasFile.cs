using System.Globalization;
using System.Text.RegularExpressions;
using Labs.Reporting;

namespace Labs.Grader.Classes;

/// <summary>Fills the column of one assignment in a gradebook that Canvas exported. All else stays as it was: names and numbers of
/// students come from Canvas alone.</summary>
internal sealed partial class CanvasFile
{
    private const string PointsPossible = "Points Possible";

    private static readonly string[] KeyColumns = ["SIS Login ID", "SIS User ID", "ID"];

    private readonly List<List<string>> _rows;
    private readonly int _column;
    private readonly decimal? _possible;

    private CanvasFile(List<List<string>> rows, int column)
    {
        _rows = rows;
        _column = column;
        string? possible = rows.Skip(1).FirstOrDefault(IsPointsPossible)?[column];
        _possible = decimal.TryParse(possible, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal points) ? points : null;
    }

    /// <summary>The column that is filled.</summary>
    public string Column => _rows[0][_column];

    /// <summary>Reads an export.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lab">Whose column is looked for; where there is one assignment alone, it may have any name.</param>
    /// <exception cref="InputException">It is none, or does not say which column.</exception>
    public static CanvasFile Read(string path, string lab)
    {
        List<List<string>> rows;
        try
        {
            rows = [.. CsvFile.Read(InputFile.ReadText(path)).Select(row => row.ToList())];
        }
        catch (FormatException error)
        {
            throw new InputException($"{path} can't be read: {error.Message}");
        }

        if (rows.Count == 0 || rows[0].IndexOf("Student") != 0 || rows[0].IndexOf("ID") < 0)
            throw new InputException($"{path} is no gradebook of Canvas: its first line has no columns 'Student' and 'ID'");
        foreach (var row in rows)
            while (row.Count < rows[0].Count) row.Add("");
        return new CanvasFile(rows, ColumnOf(path, lab, rows[0]));
    }

    /// <summary>Fills the column.</summary>
    /// <param name="results">The results.</param>
    /// <param name="unmatched">The submissions whose student is not in the file, or not for sure.</param>
    /// <param name="without">The students of the file who have no submission, by name: their cells stay as they are.</param>
    /// <returns>The file.</returns>
    public string Fill(IReadOnlyList<LabResult> results, out IReadOnlyList<string> unmatched, out IReadOnlyList<string> without)
    {
        var missing = new List<string>();
        var students = _rows.Skip(1).Where(row => row[0].Length > 0 && !IsPointsPossible(row)).ToList();
        var filled = new List<List<string>>();
        foreach (var result in results)
        {
            var rows = students.Where(row => IsOf(row, result.Submission, result.Lab)).ToArray();
            // Two submissions of one student: which counts is for the instructor to say.
            if (rows is [var row] && !filled.Contains(row))
            {
                row[_column] = Points(result);
                filled.Add(row);
            }
            else
            {
                missing.Add(result.Submission);
            }
        }

        unmatched = missing;
        without = [.. students.Where(row => !filled.Contains(row)).Select(row => row[0])];
        return CsvFile.Write(_rows);
    }

    private static int ColumnOf(string path, string lab, List<string> head)
    {
        int[] assignments = [.. Enumerable.Range(0, head.Count).Where(index => Assignment().IsMatch(head[index]))];
        int[] called = [.. assignments.Where(index => IsSame(Assignment().Replace(head[index], "").Trim(), lab))];
        int[] named = called.Length > 0 ? called : [.. assignments.Where(index => Names(head[index], lab))];
        if (named.Length == 1) return named[0];
        if (assignments is [var only] && !head[only].Contains(lab, StringComparison.OrdinalIgnoreCase)) return only;
        string choice = string.Join(", ", assignments.Select(index => $"'{head[index]}'"));
        throw new InputException($"{path} has {(named.Length == 0 ? "no" : "more than one")} assignment for {lab}, as in '{lab} (123)'; it has {choice}");
    }

    // As words of their own: 'kv-raft' is another lab than 'raft'.
    private static bool Names(string assignment, string lab)
    {
        string pattern = $@"(?<![\w-]){Regex.Escape(lab)}(?![\w-])";
        return Regex.IsMatch(assignment, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static bool IsPointsPossible(List<string> row) => row[0].Trim() == PointsPossible;

    // The folder is called as the login or a number of the student's; or LAB-login, as clones are; or as Canvas calls its downloads.
    private bool IsOf(List<string> row, string folder, string lab)
    {
        string[] keys = [.. KeyColumns
            .Select(name => _rows[0].IndexOf(name))
            .Where(index => index >= 0 && row[index].Length > 0)
            .Select(index => row[index])];
        if (keys.Any(key => IsSame(folder, key) || IsSame(folder, $"{lab}-{key}") || IsSame(folder, key.Split('@')[0]))) return true;
        return Download().Match(folder) is { Success: true } match && row[_rows[0].IndexOf("ID")] == match.Groups["id"].Value;
    }

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private string Points(LabResult result)
    {
        decimal score = result.Score;
        if (_possible is { } possible && result.MaxScore > 0) score = Math.Round(score * possible / result.MaxScore, 2);
        return score.ToString("0.##", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\(\d+\)\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^[^_]+_(?:LATE_)?(?<id>\d+)_\d+_", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Download();
}
