namespace Labs.KvServerLab;

/// <summary>A client's end of the key/value service: it sends requests, and sends them again until there is an answer.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Clerk : IClerk</c>, with one constructor, <c>Clerk(INode node, string serverAddress)</c>. It
/// runs on the client's node; <c>node.Connect(serverAddress)</c> is the way to the server. A client may have several clerks, and may
/// call one clerk again before an earlier call has ended.
/// </para>
/// <para>
/// Operations of all clients together are linearizable: each takes effect at one instant between its call and its return.
/// </para>
/// </remarks>
public interface IClerk
{
    /// <summary>Asks for a key's value and version. Part A.</summary>
    /// <remarks>It asks again and again, for ever, until the server has answered: a get changes nothing, so nothing can go wrong by
    /// asking twice. Part B.</remarks>
    /// <param name="key">The key; any string.</param>
    Task<GetReply> GetAsync(string key);

    /// <summary>Gives a key a new value, if its present version is the one that the caller knows. Part A.</summary>
    /// <remarks>
    /// <para>The version of a key that is not there is 0: a put with version 0 creates it, with version 1. Each put that is done adds
    /// 1.</para>
    /// <para>It sends again and again, for ever, until the server has answered. A resend can find that the version has moved on, and
    /// then nobody knows by whose hand: that is <see cref="PutResult.Maybe"/>. Part B.</para>
    /// </remarks>
    /// <param name="key">The key; any string.</param>
    /// <param name="value">The new value; any string, also an empty one.</param>
    /// <param name="version">The version that the value replaces; 0 where the key is not there.</param>
    Task<PutResult> PutAsync(string key, string value, long version);
}
