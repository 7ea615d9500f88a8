namespace Labs.Simulation;

/// <summary>The run could not be set up: an error of the suite or in the shape of the submission, not a failure of its code. It ends
/// the run and is thrown to whoever asked for it.</summary>
#pragma warning disable MA0053 // Engines have more exact errors of this kind.
public class SetupException : Exception
#pragma warning restore MA0053
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is wrong, and the cure.</param>
    public SetupException(string message)
        : base(message)
    {
    }
}
