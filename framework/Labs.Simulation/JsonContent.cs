using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Labs.Framework;

namespace Labs.Simulation;

/// <summary>Lets woven code give System.Text.Json data alone. It writes whatever is public of any object: of a task also its number,
/// which tells what else the process has done.</summary>
/// <remarks>Calls to it are woven into a subject when it is loaded; no source calls it. The compiler's rule LABS006 says the same of
/// types that stand in the sources, with the cure; a type parameter is known only here.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonContent
{
    private static readonly FrozenSet<Type> Leaves = FrozenSet.ToFrozenSet(
    [
        typeof(decimal), typeof(string), typeof(Half), typeof(Int128), typeof(UInt128), typeof(DateTime), typeof(DateTimeOffset),
        typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Version), typeof(byte[]), typeof(Memory<byte>),
        typeof(ReadOnlyMemory<byte>), typeof(JsonElement), typeof(JsonDocument), typeof(JsonNode), typeof(JsonObject),
        typeof(JsonArray), typeof(JsonValue),
    ]);

    /// <summary>Called before each use of a generic method of System.Text.Json.</summary>
    /// <typeparam name="T">Its type argument.</typeparam>
    /// <exception cref="MessageException">A value of this type could hold more than data.</exception>
    public static void Check<T>()
    {
        if (Known<T>.Problem is { } problem) throw new MessageException(problem);
    }

    /// <summary>Called before each use of a method that takes a type as a value.</summary>
    /// <exception cref="MessageException">Always.</exception>
    public static void Refuse() =>
        throw new MessageException(
            "A type as a value says nothing of what becomes JSON; give it in angle brackets, as in Serialize<Note>(note).");

    private static string? Find(Type type, HashSet<Type> seen)
    {
        if (IsLeaf(type) || !seen.Add(type)) return null;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Find(inner, seen);
        if (typeof(Delegate).IsAssignableFrom(type)) return type.Name;
        return Content(type) is not { } content ? type.Name : content.Kind switch
        {
            JsonTypeInfoKind.Enumerable => content.ElementType is { } element ? Find(element, seen) : type.Name,
            JsonTypeInfoKind.Dictionary => (content.KeyType is { } key ? Find(key, seen) : null)
                ?? (content.ElementType is { } value ? Find(value, seen) : type.Name),
            JsonTypeInfoKind.Object when IsOwn(type) => FindMember(content, seen),
            _ => type.Name,
        };
    }

    private static JsonTypeInfo? Content(Type type)
    {
        try
        {
            return JsonSerializerOptions.Default.GetTypeInfo(type);
        }
        catch (Exception error) when (error is InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? FindMember(JsonTypeInfo content, HashSet<Type> seen)
    {
        foreach (var member in content.Properties.Where(member => member.Get is not null || member.Set is not null))
        {
            if (Find(member.PropertyType, seen) is { } found) return $"{content.Type.Name}.{member.Name}, {found}";
        }

        return content.PolymorphismOptions?.DerivedTypes
            .Select(derived => Find(derived.DerivedType, seen))
            .FirstOrDefault(found => found is not null);
    }

    private static bool IsLeaf(Type type) =>
        (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint)) || type.IsEnum || Leaves.Contains(type);

    // Nothing of the base library's, also not by inheritance, but what groups values.
    private static bool IsOwn(Type type)
    {
        if (type.IsGenericType && type.Namespace is "System" or "System.Collections.Generic"
            && type.Name.Split('`')[0] is "ValueTuple" or "Tuple" or "KeyValuePair")
            return true;
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            if (at.Assembly == typeof(object).Assembly || at.Namespace?.Split('.')[0] == "System") return false;
        }

        return type != typeof(object);
    }

    private static class Known<T>
    {
        public static readonly string? Problem = Find(typeof(T), []) is { } found
            ? $"JSON of {found} could show what the process keeps, as a task or a type does; write records of numbers, strings and lists, "
                + "and JsonElement in place of object."
            : null;
    }
}
