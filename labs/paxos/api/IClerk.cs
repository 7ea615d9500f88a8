namespace Labs.PaxosLab;

/// <summary>A client's end of the key/value service: it asks one server after the other until there is an answer. Part C.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Clerk : IClerk</c>, with one constructor, <c>Clerk(INode node, IReadOnlyList&lt;string&gt;
/// serverAddresses)</c>. It runs on the client's node; <c>node.Connect(serverAddresses[0])</c> is the way to the first of the servers. A
/// client waits for one operation to return before its next.
/// </para>
/// <para>
/// Operations of all clients together are linearizable: each takes effect once, at one instant between its call and its return, whatever is
/// lost, late or doubled, and whoever crashes. Each asks again and again, for ever, until the service has answered.
/// </para>
/// </remarks>
public interface IClerk
{
    /// <summary>Asks for a key's value.</summary>
    /// <param name="key">The key; any string.</param>
    /// <returns>The value; empty where nothing was ever put there.</returns>
    Task<string> GetAsync(string key);

    /// <summary>Sets a key's value.</summary>
    /// <param name="key">The key; any string.</param>
    /// <param name="value">The value; any string.</param>
    Task PutAsync(string key, string value);

    /// <summary>Adds to the end of a key's value, which is empty where nothing was put there.</summary>
    /// <param name="key">The key; any string.</param>
    /// <param name="value">What to add; any string.</param>
    Task AppendAsync(string key, string value);
}
