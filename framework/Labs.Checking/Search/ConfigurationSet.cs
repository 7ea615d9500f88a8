using System.Numerics;

namespace Labs.Checking.Search;

/// <summary>
/// The configurations that were reached: each some words, the first never 0. They lie one after the other in an open-addressing
/// table, so that most look-ups touch one line of the cache and none allocates.
/// </summary>
internal sealed class ConfigurationSet(int words, SearchLimit limit) : IDisposable
{
    private const int CapacityMin = 256;
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private ulong[] _table = new ulong[CapacityMin * words];
    private int _mask = CapacityMin - 1;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a configuration.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(ReadOnlySpan<ulong> configuration)
    {
        int place = Find(_table, configuration);
        if (_table[place] != 0) return false;
        configuration.CopyTo(_table.AsSpan(place));
        if (++Count > _mask / 2) Grow();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => limit.GiveBack((_table.Length - (CapacityMin * words)) * (long)sizeof(ulong));

    private static ulong Hash(ReadOnlySpan<ulong> configuration)
    {
        ulong hash = 0;
        foreach (ulong word in configuration) hash = (BitOperations.RotateLeft(hash, 23) ^ word) * Odd;
        return hash ^ (hash >> 32);
    }

    private int Find(ulong[] table, ReadOnlySpan<ulong> configuration)
    {
        for (int slot = (int)Hash(configuration) & _mask; ; slot = (slot + 1) & _mask)
        {
            int place = slot * words;
            if (table[place] == 0 || configuration.SequenceEqual(table.AsSpan(place, words))) return place;
        }
    }

    private void Grow()
    {
        ulong[] old = _table;
        long length = 2L * old.Length;
        limit.Take((length - old.Length) * sizeof(ulong));
        if (length > Array.MaxLength) throw new SearchLimitException("memory");
        ulong[] table = new ulong[length];
        _mask = (2 * _mask) + 1;
        for (int place = 0; place < old.Length; place += words)
        {
            if (old[place] == 0) continue;
            var configuration = old.AsSpan(place, words);
            configuration.CopyTo(table.AsSpan(Find(table, configuration)));
        }

        _table = table;
    }
}
