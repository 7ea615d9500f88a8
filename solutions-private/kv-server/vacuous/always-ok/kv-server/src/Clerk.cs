using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>Says Ok to everything, and asks nobody.</summary>
public sealed class Clerk : IClerk
{
    /// <summary>Does nothing.</summary>
    public Clerk(INode node, string serverAddress)
    {
    }

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(string key) => Task.FromResult(new GetReply(GetStatus.Ok, "", 1));

    /// <inheritdoc/>
    public Task<PutResult> PutAsync(string key, string value, long version) => Task.FromResult(PutResult.Ok);
}
