namespace Labs.PaxosLab.Tests;

/// <summary>What was seen of a server.</summary>
internal sealed class ServerMemory
{
    // Of the instances that somebody has begun and this server has not forgotten: those that it does, in this life, not know to be
    // decided, and those that it does.
    private readonly SortedSet<int> _open = [];
    private readonly List<int> _decided = [];
    private int _life;
    private int _begun;
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
        _open.UnionWith(_decided);
        _decided.Clear();
    }

    /// <summary>What is to be looked at: every open instance, and in turn one of those that it has decided.</summary>
    /// <param name="begun">Every instance that anybody has begun, in the order in which they were.</param>
    public List<int> Look(IReadOnlyList<int> begun)
    {
        for (; _begun < begun.Count; _begun++)
            _open.Add(begun[_begun]);
        List<int> looked = [.. _open];
        if (_decided.Count > 0)
            looked.Add(_decided[_rechecked++ % _decided.Count]);
        return looked;
    }

    /// <summary>It has forgotten the instance.</summary>
    public void Settle(int sequence)
    {
        if (!_open.Remove(sequence))
            _decided.Remove(sequence);
    }

    /// <summary>It knows a decision.</summary>
    /// <returns>Whether that is new in this life.</returns>
    public bool Decide(int sequence)
    {
        if (!_open.Remove(sequence))
            return false;
        _decided.Add(sequence);
        return true;
    }

    /// <summary>Whether it knew, in this life, what was decided in an instance that it was looked at for.</summary>
    public bool HasDecided(int sequence) => !_open.Contains(sequence);
}
