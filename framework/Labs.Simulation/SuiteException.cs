namespace Labs.Simulation;

/// <summary>A scenario or an invariant threw an exception of its own: an error of the suite, never the submission's failure.</summary>
public sealed class SuiteException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="inner">What was thrown.</param>
    public SuiteException(Exception inner)
        : base($"The scenario itself threw {inner?.GetType().Name}: {inner?.Message}", inner)
    {
    }
}
