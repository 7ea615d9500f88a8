using System.Linq.Expressions;
using System.Reflection;

namespace Labs.Framework.Wire;

/// <summary>Compiles what makes a record when it arrives: every member is read in its order, then the constructor is called with those that
/// it takes, and the others are set.</summary>
internal static class RecordReader
{
    /// <summary>Compiles it for one type of record.</summary>
    /// <param name="members">The members, in the order in which they were written.</param>
    /// <param name="shapes">The <see cref="Shape{T}"/> of each.</param>
    public static Func<WireReader, T> Make<T>(IReadOnlyList<PropertyInfo> members, IReadOnlyList<object> shapes)
    {
        var reader = Expression.Parameter(typeof(WireReader), "reader");
        var values = members.Select(member => Expression.Variable(member.PropertyType, member.Name)).ToList();
        var record = Expression.Variable(typeof(T), "record");
        var parameters = RecordRules.Constructor(typeof(T))?.GetParameters() ?? [];
        var body = new List<Expression>();
        for (int i = 0; i < values.Count; i++)
            body.Add(Expression.Assign(values[i], Read(shapes[i], members[i].PropertyType, reader)));
        body.Add(Expression.Assign(record, New(typeof(T), parameters, values)));
        for (int i = 0; i < values.Count; i++)
        {
            if (!RecordRules.IsPassed(members[i], parameters))
                body.Add(Expression.Assign(Expression.Property(record, members[i]), values[i]));
        }

        body.Add(record);
        return Expression.Lambda<Func<WireReader, T>>(Expression.Block([record, .. values], body), reader).Compile();
    }

    private static MethodCallExpression Read(object shape, Type type, ParameterExpression reader)
    {
        var shapeType = typeof(Shape<>).MakeGenericType(type);
        return Expression.Call(
            Expression.Constant(shape, shapeType),
            shapeType.GetMethod(nameof(Shape<>.Read), BindingFlags.Instance | BindingFlags.NonPublic)!,
            reader);
    }

    private static NewExpression New(Type record, ParameterInfo[] parameters, List<ParameterExpression> values) =>
        RecordRules.Constructor(record) is { } constructor
            ? Expression.New(
                constructor, parameters.Select(p => values.First(v => RecordRules.IsSameName(v.Name!, p.Name!))))
            : Expression.New(record);
}
