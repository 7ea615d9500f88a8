namespace Labs.Grader;

/// <summary>The grader itself failed, or a suite: no fault of the submission.</summary>
internal sealed class GraderException : Exception
{
    public GraderException(string message)
        : base(message)
    {
    }
}
