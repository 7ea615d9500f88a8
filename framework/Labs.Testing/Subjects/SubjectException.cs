using Labs.Simulation;

namespace Labs.Testing;

/// <summary>A submission can't be loaded or lacks what the lab's contract asks for.</summary>
public sealed class SubjectException : SetupException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is missing, and what to write.</param>
    public SubjectException(string message)
        : base(message)
    {
    }
}
