using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Labs.Framework.Wire;

namespace Labs.Simulation;

/// <summary>Hashes and describes arguments whose types are known only at run time.</summary>
internal abstract class Content
{
    private static readonly ConcurrentDictionary<Type, Content> Known = new();

    public static ContentHash Of(IEnumerable<object?> values)
    {
        var hash = default(ContentHash);
        foreach (var value in values)
        {
            if (value is null)
                hash.Add(0UL);
            else
                For(value.GetType()).Measure(value, ref hash);
        }

        return hash;
    }

    public static string Describe(IEnumerable<object?> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            if (text.Length > 0)
                text.Append(", ");
            if (value is null)
                text.Append("null");
            else
                For(value.GetType()).Describe(value, text);
        }

        return text.ToString();
    }

    protected abstract void Measure(object value, ref ContentHash hash);

    protected abstract void Describe(object value, StringBuilder text);

    private static Content For(Type type) =>
        Known.GetOrAdd(type, static type => (Content)typeof(Typed<>).MakeGenericType(type).GetConstructor([])!.Invoke(
            BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null));

    private sealed class Typed<T> : Content
    {
        private readonly Shape<T> _shape = Shape.OfPart<T>();

        protected override void Measure(object value, ref ContentHash hash) => _shape.Measure((T)value, ref hash);

        protected override void Describe(object value, StringBuilder text) => _shape.Describe((T)value, text);
    }
}
