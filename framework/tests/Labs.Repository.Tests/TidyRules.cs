using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Labs.Repository.Tests;

/// <summary>Small rules that keep the repository readable. Each gives what a file does wrong, as a sentence.</summary>
internal static partial class TidyRules
{
    private const int LinesMax = 500;
    private const int ColumnsMax = 140;

    public static IEnumerable<string> TooLong(RepositoryFile file)
    {
        var root = Root(file);
        var lines = root.GetText().Lines;
        if (lines.Count > LinesMax)
            yield return $"{file.Path} has {lines.Count} lines, over {LinesMax}.";
        foreach (var line in lines.Where(line => line.Span.Length > ColumnsMax && !IsOfText(root, line.Start + ColumnsMax)))
            yield return $"{file.Path}({line.LineNumber + 1}) has {line.Span.Length} columns, over {ColumnsMax}.";
    }

    /// <summary>Whether a string, or its end, is at the place: a message isn't cut in pieces, so that it can be searched for.</summary>
    private static bool IsOfText(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        bool isInComment = !token.Span.Contains(position);
        while (token.Text is ")" or ";" or "," or "]")
            token = token.GetPreviousToken();
        return !isInComment
            && (token.Parent.IsKind(SyntaxKind.StringLiteralExpression)
                || token.Parent!.AncestorsAndSelf().Any(node => node is InterpolatedStringExpressionSyntax));
    }

    /// <summary>Marks of unfinished work, which belong into a skeleton alone.</summary>
    public static IEnumerable<string> Unfinished(RepositoryFile file) =>
        Root(file).DescendantTrivia()
            .SelectMany(trivia => UnfinishedMark().Matches(trivia.ToFullString()))
            .Select(mark => $"{file.Path} has a {mark.Value}.");

    public static IEnumerable<string> SeveralPublicTypes(RepositoryFile file)
    {
        int types = Root(file).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Count(member => member.Modifiers.Any(SyntaxKind.PublicKeyword));
        if (types > 1)
            yield return $"{file.Path} has {types} public types.";
    }

    /// <summary>A word in code: in a name or a string, not in a comment.</summary>
    public static IEnumerable<string> Says(RepositoryFile file, Regex word) =>
        file.IsCode
            ? Root(file).DescendantTokens().Select(token => token.Text).Where(text => word.IsMatch(text))
                .Select(text => $"{file.Path} says {text}.").Distinct()
            : word.Matches(file.Text).Select(match => $"{file.Path} says {match.Value}.");

    /// <summary>A place on somebody's machine.</summary>
    public static IEnumerable<string> MachinePaths(RepositoryFile file) =>
        MachinePath().Matches(file.Text).Select(match => $"{file.Path} names {match.Value}.");

    /// <summary>Links of a Markdown file that lead nowhere in the repository.</summary>
    public static IEnumerable<string> BrokenLinks(RepositoryFile file, Func<string, bool> exists) =>
        MarkdownLink().Matches(file.Text)
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !exists(Path.Combine(Path.GetDirectoryName(file.Path) ?? "", target)))
            .Select(target => $"{file.Path} links to {target}, which is not there.");

    private static SyntaxNode Root(RepositoryFile file) =>
        CSharpSyntaxTree.ParseText(file.Text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"(?<![\w.*])(/(home|root|Users|work)/\w+|[A-Z]:\\\w+)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();
}
