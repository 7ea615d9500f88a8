namespace Labs.Framework.Wire;

/// <summary>Names of types as a student writes them.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>The type's name: <c>List&lt;int&gt;</c>, <c>LogEntry</c>, <c>int?</c>, <c>byte[]</c>.</summary>
    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner) + "?";
        if (!type.IsGenericType)
            return type.Name;
        var arguments = type.GetGenericArguments().Select(Of);
        int mark = type.Name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? type.Name : $"{type.Name[..mark]}<{string.Join(", ", arguments)}>";
    }

    /// <summary>The type's name after its article: <c>an int</c>, <c>a DateTime</c>.</summary>
    public static string WithArticle(Type type)
    {
        string name = Of(type);
        return (name[0] is 'a' or 'A' or 'e' or 'E' or 'i' or 'I' or 'o' or 'O' ? "an " : "a ") + name;
    }
}
