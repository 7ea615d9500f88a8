using Labs.Simulation;

namespace Labs.Testing;

/// <summary>Runs trials: what every host runs them by.</summary>
public static class TrialRunner
{
    /// <summary>Runs one trial: a pure function of suite, scenario, submission and seed.</summary>
    /// <remarks>It returns when the trial has ended. A submission that calls into the base library without end is not seen by the
    /// step budget: only the host, with its own clock, can then give up waiting.</remarks>
    /// <exception cref="SubjectException">The submission lacks what the lab's contract asks for.</exception>
    public static TrialResult Run(Scenario scenario, Subject subject, ulong seed, TrialOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(subject);
        using var console = new CappedWriter();
        var world = new World(new WorldOptions
        {
            Seed = seed,
            KeepTrace = options?.KeepTrace ?? false,
            Schedule = options?.Schedule,
            TimeLimit = TimeSpan.FromSeconds(scenario.LimitSeconds),
        });
        try
        {
            var run = world.Run(() =>
            {
                StudentConsole.Current = console;
                return scenario.RunAsync(new Trial(world, subject, options?.Servers ?? scenario.Servers));
            });
            return new TrialResult(seed, VerdictOf(run), run, console.ToString());
        }
        catch (SuiteException broken)
        {
            string reason = $"the scenario itself is broken, which is not the submission's fault: {broken.InnerException}";
            var nothing = new RunResult(null, reason, world.Now, 0, 0, 0, 0, [], []);
            return new TrialResult(seed, Verdict.Inconclusive, nothing, console.ToString());
        }
    }

    /// <summary>Runs a trial again with its events kept, and holds it against the run without.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="subject">The submission.</param>
    /// <param name="untraced">What the trial gave without events.</param>
    /// <returns>The run with events. Where its hash differs from the other's, it is failed as nondeterministic.</returns>
    /// <exception cref="SubjectException">The submission lacks what the lab's contract asks for.</exception>
    public static TrialResult Replay(Scenario scenario, Subject subject, TrialResult untraced)
    {
        ArgumentNullException.ThrowIfNull(untraced);
        var traced = Run(scenario, subject, untraced.Seed, new TrialOptions { KeepTrace = true });
        if (traced.Run.TraceHash == untraced.Run.TraceHash)
            return traced;

        var failure = new Failure(
            FailureKind.Nondeterministic,
            "two runs with one seed differed, one with the log and one without: a Log statement has side effects, or the code uses "
                + "something whose order or value differs from run to run (a static field, a hash code, a clock)",
            traced.Run.VirtualTime,
            untraced.Run.Failure is { } first ? $"Without the log it failed with: {first.Reason}" : "Without the log it did not fail.");
        return traced with { Verdict = Verdict.Failed, Run = traced.Run with { Failure = failure, Inconclusive = null } };
    }

    private static Verdict VerdictOf(RunResult run)
    {
        if (run.Failure is not null)
            return Verdict.Failed;
        return run.Inconclusive is null ? Verdict.Passed : Verdict.Inconclusive;
    }
}
