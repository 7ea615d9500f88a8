namespace Labs.Checking.Search;

/// <summary>Rings of operations, from which one can be taken and to which it can be given back, the last taken first.</summary>
/// <remarks>After Knuth's dancing links: an operation that was taken still knows its neighbours.</remarks>
internal readonly struct Links
{
    private readonly int[] _next;
    private readonly int[] _previous;

    /// <summary>Makes empty rings.</summary>
    /// <param name="count">How many operations there are. Ring r begins and ends with the number count + r.</param>
    /// <param name="rings">How many rings.</param>
    public Links(int count, int rings)
    {
        _next = new int[count + rings];
        _previous = new int[count + rings];
        for (int ring = count; ring < count + rings; ring++) _next[ring] = _previous[ring] = ring;
    }

    /// <summary>Puts an operation at the end of a ring.</summary>
    public void Add(int operation, int ring)
    {
        (_previous[operation], _next[operation]) = (_previous[ring], ring);
        GiveBack(operation);
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
