using System.Reflection;

namespace Labs.Framework.Wire;

/// <summary>A member of a record, read through a delegate of its own type: no reflection and no boxing when it is used.</summary>
internal abstract class RecordMember<TRecord>(string name)
{
    public string Name => name;

    /// <summary>Makes a member from a property.</summary>
    /// <param name="property">The property; its getter becomes a delegate.</param>
    /// <param name="shape">The <see cref="Shape{T}"/> of the property's type.</param>
    public static RecordMember<TRecord> Make(PropertyInfo property, object shape)
    {
        var open = typeof(TRecord).IsValueType ? typeof(OfStruct<>) : typeof(OfClass<>);
        var type = open.MakeGenericType(typeof(TRecord), property.PropertyType);
        return (RecordMember<TRecord>)Activator.CreateInstance(type, property, shape)!;
    }

    public abstract void Measure(ref TRecord record, ref ContentHash hash);

    public abstract void Describe(ref TRecord record, Description text);

    public abstract void Write(ref TRecord record, WireWriter writer);

    private sealed class OfClass<TValue>(PropertyInfo property, Shape<TValue> shape) : RecordMember<TRecord>(property.Name)
    {
        private readonly Func<TRecord, TValue> _get = property.GetMethod!.CreateDelegate<Func<TRecord, TValue>>();

        public override void Measure(ref TRecord record, ref ContentHash hash) => shape.Measure(_get(record), ref hash);

        public override void Describe(ref TRecord record, Description text) => shape.Describe(_get(record), text);

        public override void Write(ref TRecord record, WireWriter writer) => shape.Write(_get(record), writer);
    }

    private sealed class OfStruct<TValue>(PropertyInfo property, Shape<TValue> shape) : RecordMember<TRecord>(property.Name)
    {
        private readonly Getter _get = property.GetMethod!.CreateDelegate<Getter>();

        private delegate TValue Getter(ref TRecord record);

        public override void Measure(ref TRecord record, ref ContentHash hash) => shape.Measure(_get(ref record), ref hash);

        public override void Describe(ref TRecord record, Description text) => shape.Describe(_get(ref record), text);

        public override void Write(ref TRecord record, WireWriter writer) => shape.Write(_get(ref record), writer);
    }
}
