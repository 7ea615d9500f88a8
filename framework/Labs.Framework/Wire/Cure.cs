using System.Collections;
using System.Runtime.CompilerServices;

namespace Labs.Framework.Wire;

/// <summary>Says why a type can't travel, and what to write instead.</summary>
internal static class Cure
{
    /// <summary>The sentence that follows the member's name: <c>is a DateTime, which can't travel; send ... instead</c>.</summary>
    public static string For(Type type) => Reason(type) is var reason && reason.StartsWith(';') ? $", which can't travel{reason}" : reason;

    private static string Reason(Type type)
    {
        if (type == typeof(object))
            return ", so what arrives is unknown; name the type";
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly))
            return "; send a TimeSpan or a long instead";
        if (type == typeof(nint) || type == typeof(nuint) || type.IsPointer)
            return "; send a long instead";
        if (type == typeof(Half))
            return "; send a float instead";
        if (typeof(Delegate).IsAssignableFrom(type))
            return ", which is code and can't travel; send what it needs to know instead";
        if (typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || IsOpen(type, typeof(ValueTask<>)))
            return "; await it and send its result instead";
        if (typeof(Exception).IsAssignableFrom(type))
            return "; send its message as a string instead";
        if (typeof(ITuple).IsAssignableFrom(type))
            return "; send a record with named members instead";
        if (type.IsArray)
            return "; send an array of arrays instead";
        if (IsOpen(type, typeof(Memory<>)) || IsOpen(type, typeof(ReadOnlyMemory<>)))
            return $"; send {TypeName.WithArticle(type.GetGenericArguments()[0])}[] instead";
        return Collection(type) ?? Other(type);
    }

    private static string? Collection(Type type)
    {
        if (!typeof(IEnumerable).IsAssignableFrom(type) || RecordRules.IsRecord(type))
            return null;
        var element = type.GetInterfaces().Append(type).FirstOrDefault(i => IsOpen(i, typeof(IEnumerable<>)))?.GetGenericArguments()[0];
        if (element is null)
            return "; send an array or a List of a named type instead";
        return IsOpen(element, typeof(KeyValuePair<,>))
            ? $"; send a {TypeName.Of(typeof(Dictionary<,>).MakeGenericType(element.GetGenericArguments()))} instead"
            : $"; send a List<{TypeName.Of(element)}> or {TypeName.WithArticle(element)}[] instead";
    }

    private static string Other(Type type)
    {
        if (type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true)
            return "; send numbers, strings, bytes, lists or records of these instead";
        if (type.IsInterface)
            return ", an interface, so what arrives is unknown; name a record";
        return type.IsValueType
            ? ", a struct but no record; write 'readonly record struct'"
            : ", a class but no record; write 'sealed record'";
    }

    private static bool IsOpen(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
