namespace Labs.KvServerLab;

/// <summary>A key/value server: for each key a value, and the version of that value.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class KeyValueServer : IKeyValueServer</c>, with one constructor, <c>KeyValueServer(INode node)</c>.
/// The interface has no members, since nobody calls the server but your own clerk, by messages of your own: say in the constructor
/// how they are answered (<c>node.Handle</c>).
/// </para>
/// <para>
/// All that it keeps is in memory, and it never crashes. It keeps nothing of clients or requests: no table of who asked what.
/// </para>
/// </remarks>
#pragma warning disable CA1040 // A marker on purpose: what server and clerk say to each other is the student's affair.
public interface IKeyValueServer;
#pragma warning restore CA1040
