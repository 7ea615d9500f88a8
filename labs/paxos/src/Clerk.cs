using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>A client of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    private readonly INode _node;
    private readonly IPeer[] _servers;

    /// <summary>Makes a clerk of the servers at these addresses.</summary>
    public Clerk(INode node, IReadOnlyList<string> serverAddresses)
    {
        _node = node;
        _servers = [.. serverAddresses.Select(node.Connect)];

        // TODO(C): what tells this clerk from all others? node.Random has an answer.
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string key)
    {
        // TODO(C): ask one server after the other until one answers. A server in a minority never does: with which timeout?
        throw new NotImplementedException("Clerk.GetAsync: part C is not written yet");
    }

    /// <inheritdoc/>
    public Task PutAsync(string key, string value) => throw new NotImplementedException("Clerk.PutAsync: part C is not written yet");

    /// <inheritdoc/>
    public Task AppendAsync(string key, string value) => throw new NotImplementedException("Clerk.AppendAsync: part C is not written yet");
}
