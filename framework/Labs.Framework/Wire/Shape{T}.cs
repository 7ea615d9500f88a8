using System.Text;

namespace Labs.Framework.Wire;

/// <summary>What a type of message consists of, checked against the rules.</summary>
public abstract class Shape<T>
{
    /// <summary>Feeds the value's content into a hash, member by member, and counts its size.</summary>
    public abstract void Measure(T value, ref ContentHash hash);

    /// <summary>Writes the value for a reader: <c>RequestVote { Term = 3, CandidateId = 1 }</c>.</summary>
    public abstract void Describe(T value, StringBuilder text);
}
