namespace Labs.Framework;

/// <summary>Marks a record as a request, and says which record answers it.</summary>
/// <remarks>
/// <para>
/// Write <c>public sealed record Ping(int Number) : IRequest&lt;Pong&gt;;</c>. Requests and replies travel as bytes, so no two
/// nodes ever share an object, and only what a constructor or a setter takes arrives.
/// </para>
/// <para>
/// Members may be: numbers, <c>bool</c>, <c>char</c>, <c>string</c>, enums, <see cref="TimeSpan"/>, <c>byte[]</c> and
/// <c>ReadOnlyMemory&lt;byte&gt;</c>, arrays, <c>List</c>, <c>IReadOnlyList</c>, <c>ImmutableArray</c>, dictionaries with string or
/// integer keys, nullable forms of these, and records of these. Anything else is an error, at first use, that names the member.
/// </para>
/// </remarks>
/// <typeparam name="TReply">The record that answers.</typeparam>
#pragma warning disable CA1040 // The interface is a marker on purpose: it carries the reply's type.
public interface IRequest<out TReply>
    where TReply : class;
#pragma warning restore CA1040
