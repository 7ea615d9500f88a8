using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers;
using Microsoft.CodeAnalysis.Text;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>The list of banned symbols that lies beside the grader.</summary>
internal sealed class BanList : AdditionalText
{
    /// <summary>The name by which a build reports a banned symbol.</summary>
    public const string Rule = "RS0030";

    private const string FileName = "BannedSymbols.txt";

    private static readonly CompositeFormat Format = CompositeFormat.Parse(new CSharpSymbolIsBannedAnalyzer().SupportedDiagnostics
        .First(descriptor => descriptor.Id == Rule).MessageFormat.ToString(CultureInfo.InvariantCulture));

    private readonly SourceText _text;
    private readonly Dictionary<string, string> _cures;
    private readonly Dictionary<string, string?> _spaces = [];

    private BanList(string path, string text)
    {
        Path = path;
        _text = SourceText.From(text, Encoding.UTF8);
        _cures = _text.Lines.Select(line => line.ToString())
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(';', 2))
            .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");
    }

    /// <inheritdoc/>
    public override string Path { get; }

    /// <summary>The documentation ids of what is banned.</summary>
    public IReadOnlyCollection<string> Ids => _cures.Keys;

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

    /// <summary>The id under which a reference is banned: its own, its type's or its namespace's; null where it is open.</summary>
    public string? Find(MemberReference member)
    {
        if (member is not TypeReference && DocumentationId.Of(member).FirstOrDefault(_cures.ContainsKey) is { } own) return own;
        var type = (member as TypeReference ?? member.DeclaringType).GetElementType();
        for (; ; type = type.DeclaringType)
        {
            if (DocumentationId.Of(type) is var id && _cures.ContainsKey(id)) return id;
            if (type.DeclaringType is null) return FindSpace(type.Namespace);
        }
    }

    /// <summary>What a build says of a banned symbol.</summary>
    /// <param name="id">The symbol's documentation id.</param>
    /// <param name="compilation">Where it is referred to.</param>
    public string Message(string id, Compilation compilation)
    {
        var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);
        string name = symbol is null or INamespaceSymbol
            ? id[2..]
            : symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        return string.Format(CultureInfo.InvariantCulture, Format, name, ": " + _cures[id]);
    }

    private string? FindSpace(string space)
    {
        if (space.Length == 0) return null;
        if (_spaces.TryGetValue(space, out string? known)) return known;
        string id = "N:" + space;
        int dot = space.LastIndexOf('.');
        return _spaces[space] = _cures.ContainsKey(id) ? id : dot < 0 ? null : FindSpace(space[..dot]);
    }
}
