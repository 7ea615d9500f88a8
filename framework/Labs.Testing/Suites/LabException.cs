namespace Labs.Testing;

/// <summary>A lab's <c>lab.json</c> is wrong, or does not match its suite.</summary>
public sealed class LabException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">Which file, which member, what is wrong with it, and what to write instead.</param>
    public LabException(string message)
        : base(message)
    {
    }
}
