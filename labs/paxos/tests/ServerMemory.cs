namespace Labs.PaxosLab.Tests;

/// <summary>What was seen of a server.</summary>
internal sealed class ServerMemory
{
    private readonly HashSet<int> _forgotten = [];
    private readonly HashSet<int> _decided = [];
    private int _life;
    private int _rechecked;

    /// <summary>How often its code had run.</summary>
    public long Turns { get; set; } = -1;

    /// <summary>Its highest Min, over all lives.</summary>
    public int Min { get; set; }

    /// <summary>It lives its life of this number.</summary>
    public void Live(int life)
    {
        if (_life == life)
            return;
        _life = life;
        _decided.Clear();
    }

    /// <summary>What is to be looked at: every open instance, and in turn one of those that it has decided.</summary>
    public List<int> Look(SortedSet<int> begun)
    {
        var open = begun.Where(sequence => !_decided.Contains(sequence) && !_forgotten.Contains(sequence)).ToList();
        var decided = begun.Where(_decided.Contains).ToList();
        if (decided.Count > 0)
            open.Add(decided[_rechecked++ % decided.Count]);
        return open;
    }

    /// <summary>It has forgotten the instance.</summary>
    public void Settle(int sequence)
    {
        _forgotten.Add(sequence);
        _decided.Remove(sequence);
    }

    /// <summary>It knows a decision.</summary>
    /// <returns>Whether that is new in this life.</returns>
    public bool Decide(int sequence) => _decided.Add(sequence);

    /// <summary>Whether it knew a decision in this life.</summary>
    public bool HasDecided(int sequence) => _decided.Contains(sequence);
}
