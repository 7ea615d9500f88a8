using Labs.Reporting;

namespace Labs.Grader.Workers;

/// <summary>The worker's own side: takes orders from a pipe and answers each with a report.</summary>
internal static class Worker
{
    /// <summary>Runs trials until the grader wants no more.</summary>
    /// <param name="orders">The handle of the pipe that orders come from.</param>
    /// <param name="reports">The handle of the pipe that reports go to.</param>
    /// <returns>The process's exit status.</returns>
    public static int Run(string orders, string reports)
    {
        var walls = Fortress.Raise();
        using var side = new ChildSide(orders, reports);
        if (side.Incoming.Read<WorkerJob>() is not { } job) return WorkerExit.Done;

        var inbox = new OrderInbox<TrialOrder>(side.Incoming);
        var bench = new Bench(job);
        var missing = job.NeededWalls & ~walls;
        while (true)
        {
            var order = inbox.Take();
            var report = missing == Walls.None
                ? bench.Answer(order)
                : new TrialReport(Broken: $"isolation is required, and this system lacks a wall: {WallNames.Of(missing)}");
            side.Outgoing.Write(report with { Walls = walls });
        }
    }
}
