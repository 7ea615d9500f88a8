using System.Collections.Immutable;
using System.Reflection;

namespace Labs.Framework.Wire;

/// <summary>Builds the shape of a type and of all that it consists of.</summary>
/// <param name="known">Shapes that were built earlier.</param>
internal sealed class ShapeBuilder(IReadOnlyDictionary<Type, object> known)
{
    // No honest message comes near; one that contains itself with ever longer type arguments has no end.
    private const int RecordsMax = 256;

    private static readonly Dictionary<Type, object> Leaves = new()
    {
        [typeof(bool)] = new LeafShapes.Boolean(),
        [typeof(char)] = new LeafShapes.Character(),
        [typeof(byte)] = new LeafShapes.Integer<byte>(),
        [typeof(sbyte)] = new LeafShapes.Integer<sbyte>(),
        [typeof(short)] = new LeafShapes.Integer<short>(),
        [typeof(ushort)] = new LeafShapes.Integer<ushort>(),
        [typeof(int)] = new LeafShapes.Integer<int>(),
        [typeof(uint)] = new LeafShapes.Integer<uint>(),
        [typeof(long)] = new LeafShapes.Integer<long>(),
        [typeof(ulong)] = new LeafShapes.Integer<ulong>(),
        [typeof(Int128)] = new LeafShapes.WideInteger<Int128>(),
        [typeof(UInt128)] = new LeafShapes.WideInteger<UInt128>(),
        [typeof(float)] = new LeafShapes.Real<float>(),
        [typeof(double)] = new LeafShapes.Real<double>(),
        [typeof(decimal)] = new LeafShapes.Decimal(),
        [typeof(string)] = new LeafShapes.Text(),
        [typeof(TimeSpan)] = new LeafShapes.Time(),
        [typeof(Guid)] = new LeafShapes.Identifier(),
        [typeof(Memory<byte>)] = new CollectionShapes.Bytes(),
        [typeof(ReadOnlyMemory<byte>)] = new CollectionShapes.ReadOnlyBytes(),
    };

    private static readonly Dictionary<Type, Type> Sequences = new()
    {
        [typeof(List<>)] = typeof(CollectionShapes.List<>),
        [typeof(IReadOnlyList<>)] = typeof(CollectionShapes.ReadOnlyList<>),
        [typeof(ImmutableArray<>)] = typeof(CollectionShapes.Immutable<>),
    };

    private static readonly Type[] Dictionaries = [typeof(Dictionary<,>), typeof(IReadOnlyDictionary<,>), typeof(SortedDictionary<,>)];

    /// <summary>The records that were built.</summary>
    public OrderedDictionary<Type, object> Built { get; } = [];

    /// <summary>Builds the shape of a record.</summary>
    /// <exception cref="MessageException">It breaks a rule.</exception>
    public object Record(Type record)
    {
        if (known.TryGetValue(record, out object? shape) || Built.TryGetValue(record, out shape))
            return shape;
        var method = typeof(ShapeBuilder).GetMethod(nameof(BuildRecord), BindingFlags.Instance | BindingFlags.NonPublic)!;
        return method.MakeGenericMethod(record).Invoke(this, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }

    /// <summary>Builds the shape of anything that may be a member.</summary>
    /// <exception cref="MessageException">It breaks a rule.</exception>
    public object Part(Type type) => Find(type, "The value", "is");

    private RecordShape<T> BuildRecord<T>()
    {
        if (Built.Count == RecordsMax)
            throw new MessageException($"{TypeName.Of(Built.GetAt(0).Key)} consists of more than {RecordsMax} types of records; send fewer.");
        var properties = RecordRules.Members(typeof(T));
        var shape = new RecordShape<T>();
        Built.Add(typeof(T), shape);
        object[] parts = [.. properties.Select(p => Find(p.PropertyType, $"{TypeName.Of(p.DeclaringType!)}.{p.Name}", "is"))];
        shape.SetMembers([.. properties.Zip(parts, RecordMember<T>.Make)], () => RecordReader.Make<T>(properties, parts));
        return shape;
    }

    private object Find(Type type, string member, string verb)
    {
        if (Leaves.TryGetValue(type, out object? leaf))
            return leaf;
        if (type.IsEnum)
            return Make(typeof(LeafShapes.Enumeration<>), [type]);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Make(typeof(LeafShapes.Nullable<>), [inner], Find(inner, member, verb));
        if (type.IsSZArray)
            return Make(typeof(CollectionShapes.Array<>), [type.GetElementType()!], Find(type.GetElementType()!, member, "contains"));
        if (type.IsGenericType && FindCollection(type, member) is { } collection)
            return collection;
        if (RecordRules.IsRecord(type))
            return Record(type);
        throw new MessageException($"{member} {verb} {TypeName.WithArticle(type)}{Cure.For(type)}.");
    }

    private object? FindCollection(Type type, string member)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (Sequences.TryGetValue(definition, out var sequence))
            return Make(sequence, arguments, Find(arguments[0], member, "contains"));
        if (!Dictionaries.Contains(definition))
            return null;
        if (!IsKey(arguments[0]))
            throw new MessageException(
                $"{member} has keys of type {TypeName.Of(arguments[0])}; only strings, integers and enums can be keys.");
        return Make(
            typeof(CollectionShapes.Dictionary<,,>),
            [type, .. arguments],
            Find(arguments[0], member, "contains"),
            Find(arguments[1], member, "contains"));
    }

    private static bool IsKey(Type type) =>
        type == typeof(string) || type.IsEnum || (Leaves.ContainsKey(type) && type.GetInterfaces().Any(IsInteger) && type != typeof(char));

    private static bool IsInteger(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Numerics.IBinaryInteger<>);

    private static object Make(Type shape, Type[] arguments, params object[] parts) =>
        Activator.CreateInstance(shape.MakeGenericType(arguments), parts)!;
}
