using System.Text.RegularExpressions;

namespace Labs.Grader.Scaffolding;

/// <summary>A new lab's name, in the forms that its files need.</summary>
internal sealed partial record LabName
{
    private const int LengthMost = 40;

    private LabName(string folder) => Folder = folder;

    /// <summary>The folder's: <c>kv-server</c>.</summary>
    public string Folder { get; }

    /// <summary>The code's: <c>KvServer</c>.</summary>
    public string InCode => string.Concat(Folder.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The handout's: <c>Kv server</c>.</summary>
    public string Title => char.ToUpperInvariant(Folder[0]) + Folder[1..].Replace('-', ' ');

    /// <summary>Reads a name.</summary>
    /// <exception cref="InputException">It is not one that a folder, a namespace and a command line can bear.</exception>
    public static LabName Parse(string text) =>
        text.Length <= LengthMost && Words().IsMatch(text)
            ? new LabName(text)
            : throw new InputException($"'{text}' can't be a lab's name: words of small letters and digits, joined by '-', {LengthMost} characters at most, such as key-cache");

    /// <summary>Fills in a template's text or path.</summary>
    public string FillIn(string template) =>
        template.Replace("$name$", Folder, StringComparison.Ordinal)
            .Replace("$Name$", InCode, StringComparison.Ordinal)
            .Replace("$title$", Title, StringComparison.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
