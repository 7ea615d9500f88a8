using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>Never answers.</summary>
public sealed class Clerk : IClerk
{
    /// <summary>Does nothing.</summary>
    public Clerk(INode node, string serverAddress)
    {
    }

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(string key) => new TaskCompletionSource<GetReply>().Task;

    /// <inheritdoc/>
    public Task<PutResult> PutAsync(string key, string value, long version) => new TaskCompletionSource<PutResult>().Task;
}
