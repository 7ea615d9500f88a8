using System.Text;

namespace Labs.Reporting;

/// <summary>Tables of text with commas between (RFC 4180).</summary>
public static class CsvFile
{
    /// <summary>Writes a table: every cell quoted, every line ended by CR LF.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        return text.ToString();
    }

    /// <summary>Makes sure that no spreadsheet takes a cell for a formula: it then begins with an apostrophe.</summary>
    public static string Plain(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{cell}" : cell;

    /// <summary>Reads a table. Cells may be quoted, lines end with LF or CR LF.</summary>
    /// <exception cref="FormatException">A quotation mark is never closed.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        int at = 0;
        while (at < text.Length)
        {
            var row = new List<string> { Cell(text, ref at) };
            while (at < text.Length && text[at] == ',')
            {
                at++;
                row.Add(Cell(text, ref at));
            }

            if (at < text.Length && text[at] == '\r') at++;
            if (at < text.Length && text[at] == '\n') at++;
            rows.Add(row);
        }

        return rows;
    }

    private static string Cell(string text, ref int at)
    {
        if (at < text.Length && text[at] == '"') return Quoted(text, ref at);
        int start = at;
        while (at < text.Length && text[at] is not (',' or '\r' or '\n')) at++;
        return text[start..at];
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        at++;
        while (true)
        {
            int end = text.IndexOf('"', at);
            if (end < 0) throw new FormatException("a quotation mark is never closed");
            cell.Append(text, at, end - at);
            at = end + 1;
            if (at >= text.Length || text[at] != '"') break;
            cell.Append('"');
            at++;
        }

        // What stands between the closing mark and the next comma belongs to no cell.
        while (at < text.Length && text[at] is not (',' or '\r' or '\n')) at++;
        return cell.ToString();
    }
}
