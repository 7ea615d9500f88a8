namespace Labs.Framework;

/// <summary>A message, a reply or a saved state has a shape that can't travel. The text names the member and the cure.</summary>
public sealed class MessageException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">Which member of which type, what is wrong with it, and what to write instead.</param>
    public MessageException(string message)
        : base(message)
    {
    }
}
