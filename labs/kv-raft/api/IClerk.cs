namespace Labs.KvRaftLab;

/// <summary>A client's end of the key/value service: it finds the server that leads, and asks until there is an answer. Part B.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Clerk : IClerk</c>, with one constructor, <c>Clerk(INode node, IReadOnlyList&lt;string&gt;
/// serverAddresses)</c>. It runs on the client's node; <c>node.Connect(serverAddresses[0])</c> is the way to the first of the servers. A
/// client waits for one operation to return before its next.
/// </para>
/// <para>
/// Operations of all clients together are linearizable: each takes effect at one instant between its call and its return, whatever is
/// lost, late or doubled, and whoever crashes.
/// </para>
/// </remarks>
public interface IClerk
{
    /// <summary>Asks for a key's value and version.</summary>
    /// <remarks>It asks again and again, for ever, one server after the other, until the service has answered.</remarks>
    /// <param name="key">The key; any string.</param>
    Task<GetReply> GetAsync(string key);

    /// <summary>Gives a key a new value, if its present version is the one that the caller knows.</summary>
    /// <remarks>
    /// <para>The version of a key that is not there is 0: a put with version 0 creates it, with version 1. Each put that is done adds
    /// 1.</para>
    /// <para>It sends again and again, for ever, until the service has answered. A resend can find that the version has moved on, and
    /// then nobody knows by whose hand: that is <see cref="PutResult.Maybe"/>, and nothing else is. It is done once at most, however
    /// often it is sent.</para>
    /// </remarks>
    /// <param name="key">The key; any string.</param>
    /// <param name="value">The new value; any string, also an empty one.</param>
    /// <param name="version">The version that the value replaces; 0 where the key is not there. Where messages get lost, it is one that
    /// the key has or had.</param>
    Task<PutResult> PutAsync(string key, string value, long version);
}
