namespace Labs.Framework.Wire;

/// <summary>The shape of a record: its members, one after the other.</summary>
internal sealed class RecordShape<T> : Shape<T>
{
    private static readonly bool IsExact = typeof(T).IsSealed;
    private readonly string _name = TypeName.Of(typeof(T));
    private RecordMember<T>[] _members = [];
    private Func<Func<WireReader, T>> _makeReader = null!;
    private Func<WireReader, T>? _read;

    /// <summary>Completes the shape. Apart from the constructor, because a record may contain itself.</summary>
    /// <param name="members">The members, in their order.</param>
    /// <param name="makeReader">Compiles what makes such a record; called when the first one arrives.</param>
    public void SetMembers(RecordMember<T>[] members, Func<Func<WireReader, T>> makeReader) =>
        (_members, _makeReader) = (members, makeReader);

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

    internal override void Write(T value, WireWriter writer)
    {
        if (!typeof(T).IsValueType)
        {
            writer.Flag(value is not null);
            if (value is null)
                return;
        }

        writer.Enter();
        foreach (var member in _members)
            member.Write(ref value, writer);
        writer.Leave();
    }

    internal override T Read(WireReader reader)
    {
        if (!typeof(T).IsValueType && !reader.Flag())
            return default!;
        return (_read ??= _makeReader())(reader);
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
