namespace Labs.Grader.Workers;

/// <summary>With which status a worker ends itself.</summary>
internal static class WorkerExit
{
    /// <summary>The grader wants no more of it.</summary>
    public const int Done = 0;

    /// <summary>The heap reached its limit.</summary>
    public const int Memory = 86;
}
