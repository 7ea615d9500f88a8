namespace Labs.Simulation;

/// <summary>Ends a scenario without a verdict: it could not be decided, and that is never a pass.</summary>
public sealed class InconclusiveException : Exception
{
    /// <summary>Makes the end.</summary>
    /// <param name="reason">Why it could not be decided.</param>
    public InconclusiveException(string reason)
        : base(reason)
    {
    }
}
