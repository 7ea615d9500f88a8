using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A lock made of one key of the key/value service: its value is the holder's mark, or empty where nobody holds it.</summary>
public sealed class Lock : ILock
{
    private const string Free = "";

    // Random, so that those who wait don't all look at the same instant again and again.
    private static readonly TimeSpan PauseLeast = 5.Milliseconds();
    private static readonly TimeSpan PauseMost = 25.Milliseconds();

    private readonly INode _node;
    private readonly IClerk _clerk;
    private readonly string _name;
    private readonly string _mark;

    /// <summary>Makes a holder of the lock with this name; it does not hold it yet.</summary>
    public Lock(INode node, IClerk clerk, string name)
    {
        (_node, _clerk, _name) = (node, clerk, name);
        // Drawn, not the node's number: the node may have two holders, or have had one in an earlier life.
        var mark = new byte[16];
        node.Random.NextBytes(mark);
        _mark = Convert.ToHexString(mark);
    }

    /// <inheritdoc/>
    public async Task AcquireAsync()
    {
        while (true)
        {
            var seen = await _clerk.GetAsync(_name);
            // The put of the round before was done, though it returned Maybe.
            if (seen.Value == _mark)
                return;

            if (seen.Value == Free)
            {
                var result = await _clerk.PutAsync(_name, _mark, seen.Version);
                if (result == PutResult.Ok)
                    return;
                if (result == PutResult.Maybe)
                    continue;
            }

            await _node.Delay(_node.Random.Between(PauseLeast, PauseMost));
        }
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync()
    {
        var seen = await _clerk.GetAsync(_name);
        // Only the holder changes the key while it is held, so Maybe means that it was done, and there is nothing to look at: by now
        // the lock may be somebody else's.
        await _clerk.PutAsync(_name, Free, seen.Version);
    }
}
