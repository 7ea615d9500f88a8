using System.Text;

namespace Labs.Framework.Wire;

/// <summary>What a type of message consists of, checked against the rules (<see cref="IRequest{TReply}"/>).</summary>
/// <typeparam name="T">The record, or inside a record, the type of a member.</typeparam>
public abstract class Shape<T>
{
    private protected Shape()
    {
    }

    /// <summary>Feeds the value's content into a hash, member by member, and counts its size.</summary>
    /// <remarks>Equal content gives equal hashes: dictionaries whatever the order of their entries, arrays by element.</remarks>
    /// <exception cref="MessageException">The value can't travel: a text that is no Unicode, a record inside itself, a record of a
    /// derived type.</exception>
    public abstract void Measure(T value, ref ContentHash hash);

    /// <summary>Writes the value for a reader: <c>RequestVote { Term = 3, CandidateId = 1 }</c>.</summary>
    /// <remarks>Never calls the value's own <c>ToString</c>. Long lists, texts and bytes are cut, and the whole is cut at about 400
    /// characters.</remarks>
    public void Describe(T value, StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var description = new Description(text);
        Describe(value, description);
        description.Finish();
    }

    internal abstract void Describe(T value, Description text);

    /// <summary>Writes the value's content, in an order that <see cref="Read"/> knows.</summary>
    /// <exception cref="ContentException">The value can't travel, which <see cref="Measure"/> finds and says better.</exception>
    internal abstract void Write(T value, WireWriter writer);

    /// <summary>Makes a value of what was written.</summary>
    /// <exception cref="ContentException">No such value was written.</exception>
    internal abstract T Read(WireReader reader);
}
