using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Labs.Grader.Verification;

/// <summary>The list of banned symbols that lies beside the grader.</summary>
internal sealed class BanList : AdditionalText
{
    private const string FileName = "BannedSymbols.txt";

    private readonly SourceText _text;

    private BanList(string path, string text)
    {
        Path = path;
        _text = SourceText.From(text, Encoding.UTF8);
    }

    /// <inheritdoc/>
    public override string Path { get; }

    /// <summary>Reads the list.</summary>
    /// <exception cref="GraderException">It is not there.</exception>
    public static BanList Read()
    {
        string path = System.IO.Path.Combine(AppContext.BaseDirectory, FileName);
        try
        {
            return new BanList(path, File.ReadAllText(path));
        }
        catch (IOException error)
        {
            throw new GraderException($"the list of banned symbols can't be read: {error.Message}");
        }
    }

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
