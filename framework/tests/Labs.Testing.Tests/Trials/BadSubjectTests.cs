using System.Text.RegularExpressions;
using Labs.Toy.Tests;
using NUnit.Framework;

namespace Labs.Testing.Tests;

/// <summary>Each way to misbehave is a failed trial of the right kind with a sentence that helps.</summary>
public sealed partial class BadSubjectTests
{
    private static readonly Suite Suite = Suite.Load(typeof(ToyCluster).Assembly);

    /// <summary>The files of the misbehaving submissions. The first line of each says how it fails.</summary>
    public static IEnumerable<TestCaseData> Files =>
        Directory.GetFiles(Path.Combine(Submissions.BadSubjects, "bad"), "*.cs")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal)
            .Select(name => new TestCaseData(name).SetName($"{{m}}({name})"));

    [TestCaseSource(nameof(Files))]
    public void A_submission_that_misbehaves_fails_with_its_kind_and_a_helpful_sentence(string name)
    {
        var expected = Expectation().Match(File.ReadLines(Path.Combine(Submissions.BadSubjects, "bad", name + ".cs")).First());
        var scenario = Suite.Scenarios.First(scenario => scenario.Name == expected.Groups["scenario"].Value);
        var subject = Submissions.Load(Submissions.Toy(name));

        var first = TrialRunner.Run(scenario, subject, 0x1234);
        var again = TrialRunner.Run(scenario, subject, 0x1234);
        var traced = TrialRunner.Replay(scenario, subject, first);
        TestContext.Out.WriteLine(new FailureReport(scenario.Name, traced));

        Assert.That(first.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.Multiple(() =>
        {
            Assert.That(FailureReport.Word(first.Run.Failure!.Kind), Is.EqualTo(expected.Groups["kind"].Value));
            Assert.That(first.Run.Failure.Reason, Does.Contain(expected.Groups["words"].Value));
            // Threads of its own race with the simulation's, which can only see that they do.
            if (!name.Contains("AThread", StringComparison.Ordinal))
            {
                Assert.That(Outcome(again), Is.EqualTo(Outcome(first)));
                Assert.That(Outcome(traced), Is.EqualTo(Outcome(first)));
            }
        });
    }

    [Test]
    public void A_submission_that_behaves_passes_every_scenario()
    {
        var subject = Submissions.Load(Submissions.Toy());
        foreach (var scenario in Suite.Scenarios)
        {
            for (int trial = 0; trial < 20; trial++)
            {
                var result = TrialRunner.Run(scenario, subject, Seeds.Derive(1, scenario.Name, trial));
                Assert.That(result.Verdict, Is.EqualTo(Verdict.Passed), $"{result.Run.Failure}");
            }
        }
    }

    private static (string Reason, TimeSpan At, ulong Hash) Outcome(TrialResult result) =>
        (result.Run.Failure!.Reason, result.Run.Failure.At, result.Run.TraceHash);

    [GeneratedRegex(@"^// (?<scenario>\w+) fails \((?<kind>[a-z-]+)\): (?<words>.+)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expectation();
}
