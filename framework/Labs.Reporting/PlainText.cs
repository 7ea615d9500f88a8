using System.Globalization;
using System.Text;

namespace Labs.Reporting;

/// <summary>Makes text that a student's code may have written safe to print: no control characters, no escapes, bounded.</summary>
public static class PlainText
{
    /// <summary>One line: line ends are shown, too.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most characters kept.</param>
    public static string Line(string text, int most = 500) => Clean(text, most, keepLines: false);

    /// <summary>Several lines, each ended by a line feed alone.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most characters kept.</param>
    public static string Lines(string text, int most = 8000) => Clean(text, most, keepLines: true);

    private static string Clean(string text, int most, bool keepLines)
    {
        var clean = new StringBuilder(Math.Min(text.Length, most) + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= most)
            {
                clean.Append(" ...");
                break;
            }

            if (keepLines && rune.Value == '\n') clean.Append('\n');
            else if (keepLines && rune.Value == '\r') continue;
            else if (rune.Value == '\t') clean.Append(' ');
            else if (IsPlain(rune)) clean.Append(rune);
            else clean.Append($"\\u{{{rune.Value:x}}}");
        }

        // Elsewhere in a line this starts a command of GitHub's runner.
        return clean.Replace("##[", "# #[").ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // Format characters turn the direction of text, or hide it.
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned => false,
        _ => rune.Value != 0xFFFD,
    };
}
