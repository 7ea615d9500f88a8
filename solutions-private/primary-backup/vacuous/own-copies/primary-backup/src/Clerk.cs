using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>Answers by itself, from what its own client has written.</summary>
public sealed class Clerk : IClerk
{
    private readonly INode _node;
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Makes a clerk that asks nobody.</summary>
    public Clerk(INode node, string viewService) => _node = node;

    /// <inheritdoc/>
    public async Task<string> GetAsync(string key)
    {
        await _node.Delay(1.Milliseconds());
        return _values.GetValueOrDefault(key, "");
    }

    /// <inheritdoc/>
    public async Task PutAsync(string key, string value)
    {
        await _node.Delay(1.Milliseconds());
        _values[key] = value;
    }

    /// <inheritdoc/>
    public async Task AppendAsync(string key, string text)
    {
        await _node.Delay(1.Milliseconds());
        _values[key] = _values.GetValueOrDefault(key, "") + text;
    }
}
