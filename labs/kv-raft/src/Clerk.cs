using Labs.Framework;

namespace Labs.KvRaftLab;

/// <summary>A client's end of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    private readonly INode _node;
    private readonly IPeer[] _servers;

    /// <summary>Makes a clerk on a client's node.</summary>
    public Clerk(INode node, IReadOnlyList<string> serverAddresses)
    {
        _node = node;
        _servers = [.. serverAddresses.Select(node.Connect)];
    }

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(string key)
    {
        // TODO(B): ask one server after the other, until one that leads has answered. Remember who it was. A server that is cut off
        // may never answer: how long do you wait (the second argument of CallAsync)?
        throw new NotImplementedException("Clerk.GetAsync: part B is not written yet");
    }

    /// <inheritdoc/>
    public Task<PutResult> PutAsync(string key, string value, long version)
    {
        // TODO(B): the same. What can you say if it is not your first request that finds another version?
        throw new NotImplementedException("Clerk.PutAsync: part B is not written yet");
    }
}
