using Microsoft.CodeAnalysis;

namespace Labs.Analyzers;

/// <summary>Decides by its type alone whether a value is data, for whoever writes all that is public of it.</summary>
internal static class JsonTypes
{
    /// <summary>What in a type is no data; null where all is, or where a type parameter leaves it open until the program runs.</summary>
    public static string? Problem(ITypeSymbol type) => Problem(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    private static string? Problem(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type is IArrayTypeSymbol array)
            return Problem(array.ElementType, seen);
        if (type is ITypeParameterSymbol || IsLeaf(type) || !seen.Add(type))
            return null;
        if (type is not INamedTypeSymbol named || type.TypeKind is TypeKind.Delegate || type.SpecialType is SpecialType.System_Object)
            return Name(type);
        if (IsGroup(named))
            return named.TypeArguments.Select(argument => Problem(argument, seen)).FirstOrDefault(found => found is not null);
        if (IsOfSystem(named))
            return Name(named);
        if (Element(named) is { } element)
            return Problem(element, seen);
        return Line(named).Any(IsOfSystem) ? Name(named) : Member(named, seen);
    }

    private static string? Member(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        var shown = Line(type).Concat(type.TypeKind == TypeKind.Interface ? type.AllInterfaces : [])
            .SelectMany(level => level.GetMembers())
            .OfType<IPropertySymbol>()
            .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public })
            .Where(property => !IsIgnored(property));
        foreach (var property in shown)
        {
            if (Problem(property.Type, seen) is { } found)
                return $"{type.Name}.{property.Name}, {found}";
        }

        return null;
    }

    private static bool IsIgnored(IPropertySymbol property) => property.GetAttributes().Any(attribute =>
        attribute is { AttributeClass.Name: "JsonIgnoreAttribute", NamedArguments.Length: 0 });

    private static bool IsLeaf(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_String) or SpecialType.System_DateTime
        || (Space(type), type.Name) is
            ("System", "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Guid" or "Version" or "Half" or "Int128" or "UInt128")
            or ("System.Text.Json", "JsonElement" or "JsonDocument")
            or ("System.Text.Json.Nodes", "JsonNode" or "JsonObject" or "JsonArray" or "JsonValue");

    // What System.Text.Json writes as a list of its parts.
    private static bool IsGroup(INamedTypeSymbol type) => type.IsGenericType && Space(type) switch
    {
        "System" => type.Name is "Nullable" or "ValueTuple" or "Tuple" or "Memory" or "ReadOnlyMemory",
        var space => space.StartsWith("System.Collections.", StringComparison.Ordinal)
            && (type.Name is "KeyValuePair" || Element(type) is not null),
    };

    private static ITypeSymbol? Element(INamedTypeSymbol type) => type.AllInterfaces.Concat([type])
        .FirstOrDefault(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        ?.TypeArguments[0];

    private static bool IsOfSystem(INamedTypeSymbol type) => !type.Locations.Any(location => location.IsInSource)
        && type.ContainingAssembly is { Name: var name }
        && (name.StartsWith("System", StringComparison.Ordinal) || name is "mscorlib" or "netstandard");

    private static IEnumerable<INamedTypeSymbol> Line(INamedTypeSymbol? type)
    {
        for (; type is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; type = type.BaseType)
            yield return type;
    }

    private static string Space(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
