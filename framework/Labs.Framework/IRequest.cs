namespace Labs.Framework;

/// <summary>Marks a record as a request, and says which record answers it.</summary>
/// <remarks>
/// <para>
/// Write <c>public sealed record Ping(int Number) : IRequest&lt;Pong&gt;;</c>. Requests and replies travel as bytes, so no two
/// nodes ever share an object, and only what a constructor or a setter takes arrives.
/// </para>
/// <para>
/// Members may be: numbers, <c>bool</c>, <c>char</c>, <c>string</c>, enums, <see cref="TimeSpan"/>, <see cref="Guid"/>,
/// <c>byte[]</c> and <c>ReadOnlyMemory&lt;byte&gt;</c>, arrays, <c>List</c>, <c>IReadOnlyList</c>, <c>ImmutableArray</c>,
/// dictionaries (<c>Dictionary</c>, <c>IReadOnlyDictionary</c>, <c>SortedDictionary</c>) with strings, integers or enums as keys,
/// nullable forms of these, and records of these (<c>record</c> or <c>record struct</c>). Anything else is an error, at first use,
/// that names the member.
/// </para>
/// <para>
/// All that a record holds must arrive, so these are errors too: fields and properties that are not public; a property that neither
/// a setter, <c>init</c> nor the constructor sets (one that is computed from others is fine, and does not travel); two public
/// constructors; a record from which others derive. A dictionary's comparer does not travel. A string must be Unicode: send bytes
/// as bytes.
/// </para>
/// <para>
/// Sizes are counted by content, whatever the encoding: a number, <c>bool</c>, <c>char</c>, enum or <see cref="TimeSpan"/> counts 8
/// bytes, a <see cref="Guid"/> 16, a string or bytes 4 and its length in UTF-8, a collection 4 and its elements, a record its
/// members, <see langword="null"/> 1.
/// </para>
/// </remarks>
/// <typeparam name="TReply">The record that answers.</typeparam>
#pragma warning disable CA1040 // The interface is a marker on purpose: it carries the reply's type.
public interface IRequest<out TReply>
    where TReply : class;
#pragma warning restore CA1040
