namespace Labs.RaftLab.Tests;

/// <summary>The terms of a server's log, as its probe showed them last.</summary>
internal sealed class LogMirror
{
    private readonly List<int> _terms = [];

    /// <summary>What the probe showed last; <see langword="null"/> before the first look.</summary>
    public ServerView? View { get; set; }

    /// <summary>The life that it belongs to.</summary>
    public int Incarnation { get; set; }

    /// <summary>The last index that is no longer in the log.</summary>
    public int LastIncluded { get; private set; }

    public int Last => LastIncluded + _terms.Count;

    public int this[int index] => _terms[index - LastIncluded - 1];

    public void Clear()
    {
        _terms.Clear();
        LastIncluded = 0;
    }

    /// <summary>Whether it has an entry, in the log or, as far as one can tell, in the snapshot.</summary>
    public bool Has(int index, int term) => index <= LastIncluded || (index <= Last && this[index] == term);

    public void Add(int term) => _terms.Add(term);

    /// <summary>Removes all up to an index, which may lie behind the last one.</summary>
    public void DropUpTo(int index)
    {
        if (index <= LastIncluded)
            return;
        _terms.RemoveRange(0, Math.Min(index - LastIncluded, _terms.Count));
        LastIncluded = index;
    }

    /// <summary>Removes all after an index.</summary>
    public void DropAfter(int index) => _terms.RemoveRange(index - LastIncluded, Last - index);
}
