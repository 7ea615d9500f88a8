using Microsoft.CodeAnalysis;

namespace Labs.Fence.Tests;

/// <summary>The lines of <c>BannedSymbols.txt</c>, and what they name in the base library.</summary>
internal static class BanList
{
    public static IReadOnlyList<(string Id, string Cure)> Lines { get; } =
    [
        .. File.ReadAllLines(StudentCompiler.BannedSymbolsPath)
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(';', 2))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : "")),
    ];

    public static IReadOnlySet<ISymbol> Symbols { get; } = Lines
        .Select(line => Find(line.Id))
        .OfType<ISymbol>()
        .ToHashSet<ISymbol>(SymbolEqualityComparer.Default);

    public static ISymbol? Find(string id) => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, StudentCompiler.Library);

    /// <summary>Whether a symbol is on the list, itself or with its type or namespace.</summary>
    public static bool Holds(ISymbol? symbol)
    {
        for (; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (Symbols.Contains(symbol) || (symbol is INamespaceSymbol && Lines.Any(line => line.Id == "N:" + symbol.ToDisplayString())))
                return true;
        }

        return false;
    }

    /// <summary>What a program can call or name on a type.</summary>
    public static IEnumerable<ISymbol> PublicMembers(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member.DeclaredAccessibility == Accessibility.Public
        && member is not INamedTypeSymbol
        && member is not IMethodSymbol { AssociatedSymbol: not null });
}
