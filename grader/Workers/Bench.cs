using Labs.Grader.Suites;
using Labs.Testing;

namespace Labs.Grader.Workers;

/// <summary>Where a worker runs its trials: a suite, and the submission that it is run on.</summary>
internal sealed class Bench(WorkerJob job)
{
    private readonly Lazy<Suite> _suite = new(() => BuiltSuite.Load(job.Suite));
    private Lazy<Subject> _subject = new(() => Subject.Load(job.Images));

    /// <summary>Runs one trial.</summary>
    public TrialReport Answer(TrialOrder order)
    {
        if (order.Images is { } others) _subject = new(() => Subject.Load(others));
        try
        {
            var scenario = _suite.Value.Scenarios.Single(scenario => scenario.Name == order.Scenario);
            var options = new TrialOptions { KeepTrace = order.KeepTrace, Schedule = order.Schedule, Servers = order.Servers };
            return new TrialReport(Result: TrialRunner.Run(scenario, _subject.Value, order.Seed, options));
        }
        catch (SubjectException error)
        {
            return new TrialReport(Rejected: error.Message);
        }
        catch (Exception error)
        {
            return new TrialReport(Broken: error.ToString());
        }
    }
}
