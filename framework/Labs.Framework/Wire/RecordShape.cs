namespace Labs.Framework.Wire;

/// <summary>The shape of a record: its members, one after the other.</summary>
internal sealed class RecordShape<T> : Shape<T>
{
    private static readonly bool IsExact = typeof(T).IsSealed;
    private readonly string _name = TypeName.Of(typeof(T));
    private RecordMember<T>[] _members = [];

    /// <summary>Completes the shape. Apart from the constructor, because a record may contain itself.</summary>
    public void SetMembers(RecordMember<T>[] members) => _members = members;

    public override void Measure(T value, ref ContentHash hash)
    {
        if (value is null)
        {
            hash.AddNull();
            return;
        }

        if (!IsExact && value.GetType() != typeof(T))
            throw new MessageException(
                $"A {TypeName.Of(value.GetType())} was sent as a {_name}, so what it adds would be cut off; make {_name} sealed.");

        if (!typeof(T).IsValueType)
            hash.Add(1, size: 0);
        var members = _members;
        int i = 0;
        hash.Enter();
        try
        {
            for (; i < members.Length; i++)
                members[i].Measure(ref value, ref hash);
        }
        catch (ContentException problem)
        {
            throw new MessageException($"{_name}.{members[i].Name} {problem.Message}");
        }

        hash.Leave();
    }

    internal override void Describe(T value, Description text)
    {
        if (value is null)
        {
            text.Append("null");
            return;
        }

        text.Append(_name);
        text.Append(" {");
        for (int i = 0; i < _members.Length && !text.IsFull; i++)
        {
            text.Append(i == 0 ? " " : ", ");
            text.Append(_members[i].Name);
            text.Append(" = ");
            _members[i].Describe(ref value, text);
        }

        text.Append(" }");
    }
}
