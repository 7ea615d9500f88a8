using Labs.Grader.Suites;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>What a submission gets that is not run, since it does not compile or breaks a rule: nothing, and the reason.</summary>
internal static class Refusal
{
    /// <summary>The report.</summary>
    /// <param name="suite">The lab's suite.</param>
    /// <param name="scenarios">The scenarios that would have been run.</param>
    /// <param name="submission">The submission's name.</param>
    /// <param name="baseSeed">The seed, or the set of seeds.</param>
    /// <param name="reason">Why it is not run.</param>
    public static StudentReport Report(
        BuiltSuite suite, IReadOnlyList<Scenario> scenarios, string submission, ulong baseSeed, string reason) => new(new LabResult
        {
            Lab = suite.Suite.Lab.Name,
            Submission = submission,
            SubmissionHash = "",
            BaseSeed = baseSeed,
            Tests = [.. scenarios.Select(Nothing)],
            WallTime = TimeSpan.Zero,
            Framework = GradingRun.FrameworkVersion(),
            SuiteHash = suite.SourceHash,
            Refusal = reason,
        });

    private static TestResult Nothing(Scenario scenario) => new()
    {
        Name = scenario.Name,
        Part = scenario.Part,
        Points = scenario.Points,
        Score = 0,
        Verdict = TestVerdict.Failed,
        Passed = 0,
        Failed = 0,
        Inconclusive = 0,
        Failures = [],
        VirtualTime = TimeSpan.Zero,
        Rpcs = 0,
        Events = 0,
    };
}
