namespace Labs.Grader;

/// <summary>The submission, an input file or the command line is wrong. The message says what, and how to put it right.</summary>
internal sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }
}
