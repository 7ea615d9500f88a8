namespace Labs.PrimaryBackupLab;

/// <summary>A client's end of the key/value service: it finds the primary, and asks until it is answered. Part B.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Clerk : IClerk</c>, with one constructor, <c>Clerk(INode node, string viewService)</c>. It runs
/// on the client's node.
/// </para>
/// <para>
/// A clerk does one operation at a time: it is not called again before the earlier call has returned. Each operation is done once,
/// however often it had to be sent; and all clients' operations together are linearizable: each takes effect at one instant between its
/// call and its return.
/// </para>
/// </remarks>
public interface IClerk
{
    /// <summary>Asks for a key's value; it is empty where there is no such key. It asks again, for ever, until it is answered.</summary>
    /// <param name="key">The key; any string.</param>
    Task<string> GetAsync(string key);

    /// <summary>Gives a key a value. It asks again, for ever, until it is answered.</summary>
    /// <param name="key">The key; any string.</param>
    /// <param name="value">The new value; any string.</param>
    Task PutAsync(string key, string value);

    /// <summary>Adds text to the end of a key's value; a key that is not there is empty. It asks again, for ever, until it is
    /// answered.</summary>
    /// <param name="key">The key; any string.</param>
    /// <param name="text">What to add; any string.</param>
    Task AppendAsync(string key, string text);
}
