using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Compiling;

/// <summary>The compiler process's own side: takes orders from a pipe and answers each with a report. No code of a submission is
/// loaded in it.</summary>
internal static class CompilerSide
{
    /// <summary>Compiles until the grader wants no more.</summary>
    /// <param name="orders">The handle of the pipe that orders come from.</param>
    /// <param name="reports">The handle of the pipe that reports go to.</param>
    /// <returns>Never: the process ends with the pipe.</returns>
    public static int Run(string orders, string reports)
    {
        var walls = Fortress.Raise();
        using var side = new ChildSide(orders, reports);
        var inbox = new OrderInbox<CompileOrder>(side.Incoming);
        while (true)
            side.Outgoing.Write(Answer(inbox.Take(), walls));
    }

    private static CompileReport Answer(CompileOrder order, Walls walls)
    {
        try
        {
            return new CompileReport(SubmissionCheck.Run(order) with { Walls = walls });
        }
        catch (InputException error)
        {
            return new CompileReport(Refused: error.Message);
        }
        catch (LabException error)
        {
            return new CompileReport(Broken: error.Message);
        }
        catch (Exception error)
        {
            return new CompileReport(Broken: error.ToString());
        }
    }
}
