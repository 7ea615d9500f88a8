using Labs.Toy.Tests;
using NUnit.Framework;

namespace Labs.Testing.Tests;

/// <summary>Each way to misbehave is a failed trial of the right kind with a sentence that helps.</summary>
public sealed class BadSubjectTests
{
    private static readonly Suite Suite = Suite.Load(typeof(ToyCluster).Assembly);

    /// <summary>The files of the misbehaving submissions; the first line of each says how its trials fail: <c>kind: words</c>.</summary>
    public static IEnumerable<TestCaseData> BadSubjects =>
        Directory.GetFiles(Path.Combine(Submissions.BadSubjects, "bad"), "*.cs").Order(StringComparer.Ordinal).Select(path =>
            new TestCaseData(Path.GetFileNameWithoutExtension(path), File.ReadLines(path).First()[3..]).SetName("{m}(" + Path.GetFileNameWithoutExtension(path) + ")"));

    [TestCaseSource(nameof(BadSubjects))]
    public void A_submission_that_misbehaves_fails_with_its_kind_and_a_helpful_sentence(string name, string expected)
    {
        var subject = Submissions.Load(Submissions.Toy(name));
        string kind = expected.Split(": ")[0];
        string words = expected.Split(": ")[1];

        var scenario = Suite.Scenarios.First(s => s.Name == (name == "ThrowsInACall" ? "A_server_answers" : "Servers_greet_each_other"));
        var first = TrialRunner.Run(scenario, subject, 0x1234);
        var again = TrialRunner.Run(scenario, subject, 0x1234);
        TestContext.Out.WriteLine(new FailureReport(scenario.Name, TrialRunner.Replay(scenario, subject, first)));

        Assert.That(first.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.Multiple(() =>
        {
            Assert.That(FailureReport.Word(first.Run.Failure!.Kind), Is.EqualTo(kind));
            Assert.That(first.Run.Failure.Reason, Does.Contain(words));
            Assert.That(again.Run.Failure, Is.EqualTo(first.Run.Failure));
            Assert.That(again.Run.TraceHash, Is.EqualTo(first.Run.TraceHash));
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
}
