namespace Labs.Grader;

/// <summary>What the process tells its caller. Scripts hold on to these.</summary>
internal static class ExitStatus
{
    /// <summary>All points; or the replayed trial passed; or the history is linearizable.</summary>
    public const int Passed = 0;

    /// <summary>Graded, points lost; or the replayed trial did not pass; or the history is illegal.</summary>
    public const int PointsLost = 1;

    /// <summary>The submission, an input file or the command line is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>The grader itself failed.</summary>
    public const int GraderFailed = 3;

    /// <summary>The check of a history came to its limits.</summary>
    public const int Undecided = 4;

    /// <summary>Ended by Ctrl-C, as shells have it: 128 and the signal's number.</summary>
    public const int Interrupted = 130;
}
