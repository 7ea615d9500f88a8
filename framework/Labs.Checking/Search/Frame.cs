namespace Labs.Checking.Search;

/// <summary>A configuration on the way from the first to the present one, and which ways on from it were tried.</summary>
internal struct Frame
{
    /// <summary>The state.</summary>
    public int State;

    /// <summary>How many of the operations that returned are done, by return and without a gap.</summary>
    public int Frontier;

    /// <summary>How many operations were done or dropped on the way here.</summary>
    public int Done;

    /// <summary>The step to try next.</summary>
    public int Cursor;

    /// <summary>Whether the last write need not have happened, and nothing has seen it yet.</summary>
    public bool IsIdle;
}
