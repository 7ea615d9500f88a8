using Labs.Simulation;
using Labs.Toy.Tests;
using NUnit.Framework;

namespace Labs.Testing.Tests.Trials;

/// <summary>A trial is a function of suite, scenario, submission and seed.</summary>
public sealed class TrialRunnerTests
{
    private readonly Suite _suite = Suite.Load(typeof(ToyCluster).Assembly);

    [Test]
    public void Trace_threads_and_weaving_change_no_outcome()
    {
        var image = Submissions.Toy();
        var (woven, unwoven) = (Submissions.Load(image), Submissions.Load(image, weave: false));
        foreach (var scenario in _suite.Scenarios)
        {
            for (int trial = 0; trial < 10; trial++)
            {
                ulong seed = Seeds.Derive(5, scenario.Name, trial);
                var plain = TrialRunner.Run(scenario, woven, seed);
                var traced = TrialRunner.Run(scenario, woven, seed, new TrialOptions { KeepTrace = true });
                var debugged = TrialRunner.Run(scenario, unwoven, seed);

                Assert.That(plain.Verdict, Is.EqualTo(Verdict.Passed));
                Assert.That(plain.Run.Trace, Is.Empty);
                Assert.That(traced.Run.Trace, Is.Not.Empty);
                Assert.That(new[] { traced.Run.TraceHash, debugged.Run.TraceHash }, Is.All.EqualTo(plain.Run.TraceHash));
            }
        }
    }

    [Test]
    public void A_log_that_changes_what_the_code_does_is_nondeterministic()
    {
        var subject = Submissions.Load(Submissions.Toy("../side-effects/LogsWithASideEffect"));

        var untraced = TrialRunner.Run(_suite.Scenarios[0], subject, 3);
        var traced = TrialRunner.Replay(_suite.Scenarios[0], subject, untraced);

        Assert.That(traced.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(traced.Run.Failure!.Kind, Is.EqualTo(FailureKind.Nondeterministic));
        Assert.That(traced.Run.Failure.Reason, Does.Contain("a Log statement has side effects"));
        Assert.That(traced.Run.Failure.Details, Is.EqualTo("Without the log it did not fail."));
    }

    [Test]
    public void What_a_suite_does_wrong_is_nobodys_failure()
    {
        var suite = Submissions.LoadSuite(
            """
            using System;
            using System.Threading.Tasks;
            using Labs.Testing;
            using Labs.Toy.Tests;

            public sealed class Broken
            {
                [Scenario(Part = "A")]
                public async Task Throws(ToyCluster cluster)
                {
                    await cluster.World.Tester.Delay(TimeSpan.FromSeconds(1));
                    throw new InvalidOperationException("of its own");
                }

                [Scenario(Part = "A")]
                public Task Undecided(ToyCluster cluster) => throw new Labs.Simulation.InconclusiveException("too many states");
            }
            """,
            ["Throws", "Undecided"]);
        var subject = Submissions.Load(Submissions.Toy());

        var broken = TrialRunner.Run(suite.Scenarios[0], subject, 1);
        var undecided = TrialRunner.Run(suite.Scenarios[1], subject, 1);

        Assert.That(broken.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(
            broken.Run.Inconclusive,
            Does.StartWith("the scenario itself is broken, which is not the submission's fault").And.Contains("of its own"));
        Assert.That(undecided.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(undecided.Run.Inconclusive, Is.EqualTo("too many states"));
    }

    [Test]
    public void What_is_thrown_and_never_awaited_stands_in_the_report()
    {
        var subject = Submissions.Load(Submissions.Toy("ThrowsInADroppedTask"));

        var result = TrialRunner.Replay(_suite.Scenarios[0], subject, TrialRunner.Run(_suite.Scenarios[0], subject, 3));

        Assert.That(new FailureReport("Any", result).ToString(), Does.Match(
            @"Exceptions that servers threw[^\n]*\n.*toy/\d +throw +InvalidOperationException at Toy.DropAsync in Subject.cs:line \d+"));
    }
}
