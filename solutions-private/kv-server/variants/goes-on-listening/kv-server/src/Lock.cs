// Differs from the reference: a holder remembers its version, a free lock says so, and pauses grow.
using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A lock whose holder remembers the version that it made, and whose waiters ask ever more seldom.</summary>
public sealed class Lock : ILock
{
    private const string Free = "free";

    private readonly INode _node;
    private readonly IClerk _clerk;
    private readonly string _key;
    private readonly string _mark;
    private long _version;

    /// <summary>Makes a holder of the lock with this name; it does not hold it yet.</summary>
    public Lock(INode node, IClerk clerk, string name)
    {
        (_node, _clerk, _key) = (node, clerk, $"lock/{name}");
        _mark = $"held by {node.Random.NextInt64():x16}";
    }

    /// <inheritdoc/>
    public async Task AcquireAsync()
    {
        for (var pause = 10.Milliseconds(); !await TryAsync(); pause = pause < 150.Milliseconds() ? pause * 2 : pause)
            await _node.Delay(_node.Random.Between(pause / 2, pause));
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync()
    {
        // A Maybe is a yes: nobody else puts while this one holds the lock.
        await _clerk.PutAsync(_key, Free, _version);
    }

    private async Task<bool> TryAsync()
    {
        var seen = await _clerk.GetAsync(_key);
        if (seen is { Status: GetStatus.Ok } && seen.Value != Free)
            return false;
        var result = await _clerk.PutAsync(_key, _mark, seen.Version);
        if (result == PutResult.Maybe)
        {
            // If the put was done, the key stays as it made it until this holder changes it.
            seen = await _clerk.GetAsync(_key);
            result = seen.Value == _mark ? PutResult.Ok : PutResult.VersionMismatch;
            _version = seen.Version;
            return result == PutResult.Ok;
        }

        _version = seen.Version + 1;
        return result == PutResult.Ok;
    }
}
