using Microsoft.CodeAnalysis;

namespace Labs.Analyzers;

/// <summary>Decides by its type alone whether a value can never change, all the way down.</summary>
internal static class Immutability
{
    private const int DepthMax = 8;

    public static bool Holds(ITypeSymbol type) => Holds(type, depth: 0);

    private static bool Holds(ITypeSymbol type, int depth)
    {
        if (depth > DepthMax)
            return false;
        if (type.TypeKind == TypeKind.Enum || IsSimple(type))
            return true;
        if (type is not INamedTypeSymbol named)
            return false;
        if (IsTransparent(named))
            return named.TypeArguments.All(argument => Holds(argument, depth + 1));
        return IsOwnAndFrozen(named, depth);
    }

    private static bool IsSimple(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String or SpecialType.System_DateTime
        || (type.ContainingNamespace?.ToDisplayString() == "System" && type.Name is
            "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Guid" or "Int128" or "UInt128" or "Half" or "Index"
            or "Range" or "Version" or "Type");

    /// <summary>Whether a library type is as immutable as its type arguments.</summary>
    private static bool IsTransparent(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System" => type.Name is "Nullable" or "ValueTuple" or "Tuple",
        "System.Collections.Generic" => type.Name is "KeyValuePair",
        "System.Collections.Immutable" => type.Name is
            // Not the sorted ones: they hold a comparer, which may be anybody's.
            "ImmutableArray" or "ImmutableList" or "ImmutableQueue" or "ImmutableStack",
        _ => false,
    };

    private static bool IsOwnAndFrozen(INamedTypeSymbol type, int depth)
    {
        if (!type.Locations.Any(location => location.IsInSource) || !(type.IsSealed || type.IsValueType))
            return false;
        if (type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) })
            return false;
        // The field behind an event is no symbol.
        if (type.GetMembers().Any(member => member is IEventSymbol { IsStatic: false, AddMethod.IsImplicitlyDeclared: true }))
            return false;
        return type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).All(field =>
            (field.IsReadOnly || type.IsValueType) && Holds(field.Type, depth + 1));
    }
}
