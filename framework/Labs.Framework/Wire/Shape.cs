using System.Collections.Concurrent;

namespace Labs.Framework.Wire;

/// <summary>Finds the shape of a type of message.</summary>
public static class Shape
{
    private static readonly ConcurrentDictionary<Type, object> Known = new();

    /// <summary>Gets the shape of a message or a saved state, a record; it is checked and built at first use.</summary>
    /// <exception cref="MessageException">The type is no record, or a member can't travel.</exception>
    public static Shape<T> Of<T>() => Found<T>.Record ?? Build<T>();

    /// <summary>Gets the shape of whatever may be a member of a message: a number, bytes, a list, a record, ...</summary>
    /// <exception cref="MessageException">It can't travel.</exception>
    public static Shape<T> OfPart<T>() => Found<T>.Part ??= (Shape<T>)Build(builder => builder.Part(typeof(T)));

    private static Shape<T> Build<T>()
    {
        bool isRecord = RecordRules.IsRecord(typeof(T));
        if (!isRecord || typeof(T).IsValueType)
            throw new MessageException(
                $"{TypeName.Of(typeof(T))} is {(isRecord ? "a record struct" : "no record")}; messages and saved state are records: " +
                "write 'sealed record'.");
        return Found<T>.Record = (Shape<T>)Build(builder => builder.Record(typeof(T)));
    }

    private static object Build(Func<ShapeBuilder, object> build)
    {
        var builder = new ShapeBuilder(Known);
        object shape = build(builder);
        // Only now: a record whose neighbour fails the rules must not be taken for a good one next time.
        foreach (var (type, built) in builder.Built)
            Known.TryAdd(type, built);
        return shape;
    }

    private static class Found<T>
    {
        internal static Shape<T>? Record { get; set; }

        internal static Shape<T>? Part { get; set; }
    }
}
