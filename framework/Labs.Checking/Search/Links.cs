namespace Labs.Checking.Search;

/// <summary>Rings of operations, from which one can be taken and to which it can be given back, the last taken first.</summary>
/// <remarks>After Knuth's dancing links: an operation that was taken still knows its neighbours.</remarks>
internal readonly struct Links
{
    private readonly int[] _next;
    private readonly int[] _previous;

    /// <summary>Makes rings.</summary>
    /// <param name="count">How many operations there are. Ring r begins and ends with the number count + r.</param>
    /// <param name="rings">The operations of each ring.</param>
    public Links(int count, params IEnumerable<int>[] rings)
    {
        _next = new int[count + rings.Length];
        _previous = new int[count + rings.Length];
        for (int ring = 0; ring < rings.Length; ring++)
        {
            int last = count + ring;
            foreach (int operation in rings[ring])
            {
                (_next[last], _previous[operation]) = (operation, last);
                last = operation;
            }

            (_next[last], _previous[count + ring]) = (count + ring, last);
        }
    }

    /// <summary>What follows an operation, or the beginning of a ring.</summary>
    public int Next(int operation) => _next[operation];

    /// <summary>Takes an operation out of its ring.</summary>
    public void Take(int operation)
    {
        _next[_previous[operation]] = _next[operation];
        _previous[_next[operation]] = _previous[operation];
    }

    /// <summary>Gives an operation back.</summary>
    public void GiveBack(int operation)
    {
        _next[_previous[operation]] = operation;
        _previous[_next[operation]] = operation;
    }
}
