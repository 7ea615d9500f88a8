namespace Labs.Checking;

/// <summary>Operations that can't be a history of sequential clients, or that a model does not know.</summary>
public sealed class HistoryException : Exception
{
    /// <summary>Says what is wrong with an operation.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="operation">The operation's place in the history.</param>
    /// <param name="other">The place of the other operation that it is at odds with, if there is one.</param>
    public HistoryException(string message, int operation, int? other = null)
        : base(message) =>
        (Operation, Other) = (operation, other);

    /// <summary>The operation's place in the history, from 0.</summary>
    public int Operation { get; }

    /// <summary>The place of the other operation that it is at odds with.</summary>
    public int? Other { get; }
}
