using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Labs.Grader.Verification;

/// <summary>Finds the place in the sources that a part of a submission's assembly comes from.</summary>
/// <param name="compilation">What the assembly was compiled from.</param>
internal sealed class SourceMap(CSharpCompilation compilation)
{
    // The files whose symbols tell the truth.
    private readonly Lazy<HashSet<string>> _told =
        new(() => [.. compilation.SyntaxTrees.Where(tree => !HasLineDirective(tree)).Select(tree => tree.FilePath)]);

    /// <summary>The statement that an instruction belongs to.</summary>
    public Stretch Find(IMemberDefinition within, Instruction? at)
    {
        if (within is not MethodDefinition method) return FindDeclaration(within);
        var points = method.DebugInformation.SequencePoints
            .Where(point => !point.IsHidden && _told.Value.Contains(point.Document.Url))
            .ToList();
        if (at is null && FindSymbol(method) is { } declared) return Of(declared);
        var point = points.LastOrDefault(point => at is not null && point.Offset <= at.Offset) ?? points.FirstOrDefault();
        if (point is null) return FindDeclaration(method);
        return at is not null && IsHidden(method, at) ? Of(point) with { Start = First(points), End = Last(points) } : Of(point);
    }

    // What the compiler adds at the end of a block, as the disposal of what stands at its head, has no statement of its own.
    private static bool IsHidden(MethodDefinition method, Instruction at) =>
        method.DebugInformation.SequencePoints.LastOrDefault(point => point.Offset <= at.Offset) is not { IsHidden: false };

    private static Place First(List<SequencePoint> points) => points.Select(point => Of(point).Start).Min()!;

    private static Place Last(List<SequencePoint> points) => points.Select(point => Of(point).End).Max()!;

    /// <summary>The place of an attribute of the assembly.</summary>
    public Stretch FindAttribute(TypeReference type)
    {
        var attribute = compilation.Assembly.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == type.Name);
        return attribute?.ApplicationSyntaxReference is { } syntax ? Of(syntax.SyntaxTree.GetLineSpan(syntax.Span)) : Anywhere();
    }

    /// <summary>The symbol of a field in the sources.</summary>
    public ISymbol? FindField(FieldDefinition field) => FindSymbol(field);

    /// <summary>The type of a definition in the sources; the type around it where the compiler made it.</summary>
    private Stretch FindDeclaration(IMemberDefinition member)
    {
        for (IMemberDefinition? at = member; at is not null; at = at.DeclaringType)
        {
            if (FindSymbol(at) is { } symbol) return Of(symbol);
        }

        return Anywhere();
    }

    private Stretch Anywhere()
    {
        string first = compilation.SyntaxTrees.Select(tree => tree.FilePath).Order(StringComparer.Ordinal).First();
        return new Stretch(new Place(first, 1, 1), new Place(first, 1, 1), new Place(first, 1, 2));
    }

    private static bool HasLineDirective(SyntaxTree tree) => tree.GetRoot() is { ContainsDirectives: true } root
        && root.DescendantTrivia().Any(trivia => trivia.GetStructure() is LineOrSpanDirectiveTriviaSyntax);

    private ISymbol? FindSymbol(IMemberDefinition member)
    {
        if (member is TypeDefinition definition)
        {
            var found = compilation.Assembly.GetTypeByMetadataName(definition.FullName.Replace('/', '+'));
            return found is not null && IsWritten(found) ? found : null;
        }

        var type = FindSymbol(member.DeclaringType) as INamedTypeSymbol;
        var candidates = (type?.GetMembers(member.Name) ?? []).Where(IsWritten).ToList();
        if (member is not MethodDefinition method || candidates.Count < 2) return candidates.FirstOrDefault();
        var ids = DocumentationId.Of((MemberReference)method).ToHashSet();
        return candidates.Find(candidate => ids.Contains(candidate.GetDocumentationCommentId() ?? "")) ?? candidates[0];
    }

    private static bool IsWritten(ISymbol symbol) => symbol.Locations.Any(location => location.IsInSource);

    private static Stretch Of(ISymbol symbol)
    {
        var location = symbol.Locations.First(location => location.IsInSource);
        var node = (symbol as IFieldSymbol)?.AssociatedSymbol is { } owner ? Declaration(owner) : Declaration(symbol);
        var name = location.GetLineSpan();
        var span = node is null ? name : node.SyntaxTree.GetLineSpan(Head(node));
        return Of(span) with { Name = Of(name.Path, name.StartLinePosition) };
    }

    private static SyntaxNode? Declaration(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        // The declaration has the type and the attributes.
        VariableDeclaratorSyntax { Parent.Parent: { } field } => field,
        var node => node,
    };

    // Up to the body, whose statements have places of their own.
    private static TextSpan Head(SyntaxNode node)
    {
        var body = node.ChildNodesAndTokens().FirstOrDefault(child => child.Kind()
            is SyntaxKind.Block or SyntaxKind.ArrowExpressionClause or SyntaxKind.AccessorList or SyntaxKind.OpenBraceToken);
        return body == default ? node.Span : TextSpan.FromBounds(node.SpanStart, body.SpanStart);
    }

    private static Stretch Of(SequencePoint point)
    {
        var start = new Place(point.Document.Url, point.StartLine, point.StartColumn);
        return new Stretch(start, start, new Place(point.Document.Url, point.EndLine, point.EndColumn));
    }

    private static Stretch Of(FileLinePositionSpan span)
    {
        var start = Of(span.Path, span.StartLinePosition);
        return new Stretch(start, start, Of(span.Path, span.EndLinePosition));
    }

    private static Place Of(string path, LinePosition position) =>
        new(path, position.Line + 1, position.Character + 1);
}
