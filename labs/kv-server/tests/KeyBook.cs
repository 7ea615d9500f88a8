namespace Labs.KvServerLab.Tests;

/// <summary>What is known of one key.</summary>
internal sealed class KeyBook
{
    private readonly Dictionary<long, (string Value, Deed By)> _versions = [];
    private readonly Dictionary<(string Value, long Version), List<Deed>> _puts = [];

    /// <summary>The highest version of which an operation that returned has told.</summary>
    public long Highest { get; private set; }

    /// <summary>A put was called.</summary>
    public void Add(Deed put)
    {
        var name = (put.Put!, put.Replaces + 1);
        if (!_puts.TryGetValue(name, out var equal))
            _puts.Add(name, equal = []);
        equal.Add(put);
    }

    /// <summary>The puts that may have made a version.</summary>
    public IReadOnlyList<Deed> MakersOf(string value, long version) => _puts.GetValueOrDefault((value, version)) ?? [];

    /// <summary>An operation that returned has told what a version holds.</summary>
    /// <returns>Who has told it first, and what.</returns>
    public (string Value, Deed By) Tell(long version, string value, Deed by)
    {
        Highest = Math.Max(Highest, version);
        if (!_versions.TryGetValue(version, out var first))
            _versions.Add(version, first = (value, by));
        return first;
    }

    /// <summary>What is known of a version.</summary>
    public (string Value, Deed By)? At(long version) => _versions.TryGetValue(version, out var known) ? known : null;
}
