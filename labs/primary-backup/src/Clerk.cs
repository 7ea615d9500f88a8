using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A client's end of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    private readonly INode _node;
    private readonly IPeer _viewService;

    /// <summary>Makes a clerk on a client's node.</summary>
    public Clerk(INode node, string viewService)
    {
        _node = node;
        _viewService = node.Connect(viewService);

        // TODO(B): what tells this clerk from all others, also from that of the client's earlier life? node.Random has an answer.
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string key)
    {
        // TODO(B): ask the view service for the primary (GetView), once, and remember it; ask the primary; where no answer comes, or it is
        // not the primary any more, pause and find out who is.
        throw new NotImplementedException("Clerk.GetAsync: part B is not written yet");
    }

    /// <inheritdoc/>
    public Task PutAsync(string key, string value)
    {
        // TODO(B): the same, with a number by which the servers know the operation again when it is sent once more.
        throw new NotImplementedException("Clerk.PutAsync: part B is not written yet");
    }

    /// <inheritdoc/>
    public Task AppendAsync(string key, string text)
    {
        // TODO(B): the same.
        throw new NotImplementedException("Clerk.AppendAsync: part B is not written yet");
    }
}
