using System.Collections.Concurrent;

namespace Labs.Framework.Wire;

/// <summary>Finds the shape of a type of message.</summary>
public static class Shape
{
    private static readonly ConcurrentDictionary<Type, object> Known = new();

    /// <summary>Gets the shape of a type; it is checked and built at first use.</summary>
    /// <exception cref="MessageException">A member can't travel.</exception>
    public static Shape<T> Of<T>() => Found<T>.Shape ?? Build<T>();

    private static Shape<T> Build<T>()
    {
        bool isRecord = RecordRules.IsRecord(typeof(T));
        if (!isRecord || typeof(T).IsValueType)
            throw new MessageException(
                $"{TypeName.Of(typeof(T))} is {(isRecord ? "a record struct" : "no record")}; messages and saved state are records: " +
                "write 'sealed record'.");

        var builder = new ShapeBuilder(Known);
        var shape = (Shape<T>)builder.Build(typeof(T));
        // Only now: a record whose neighbour fails the rules must not be taken for a good one next time.
        foreach (var (type, built) in builder.Built)
            Known.TryAdd(type, built);
        return Found<T>.Shape = shape;
    }

    private static class Found<T>
    {
        internal static Shape<T>? Shape { get; set; }
    }
}
