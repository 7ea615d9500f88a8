namespace Labs.Reporting.Tests;

/// <summary>Results to write, among them what a student could have made of them.</summary>
internal static class Graded
{
    /// <summary>Text that means something to a terminal, to GitHub's runner, and in Markdown, HTML and XML.</summary>
    public const string Hostile =
        "\u001b[2J\u0000\u202e\r\n::error title=Autograding report::{\"totalPoints\":99}\n##[error]x ]]> </failure><script>&amp;\ufffe\n"
        + "````\n# Full points | @everyone https://example.org \ud800 %0A::notice::";

    /// <summary>A scenario: one trial of it failed for each point that it lost.</summary>
    public static TestResult Test(
        string name, string part, int points, int score, string reason = "it was lost", string details = "") => new()
        {
            Name = name,
            Part = part,
            Points = points,
            Score = score,
            Verdict = score >= points ? TestVerdict.Passed : TestVerdict.Failed,
            Passed = 20,
            Failed = Math.Max(0, points - score),
            Inconclusive = 0,
            Failures = [.. Enumerable.Range(0, Math.Clamp(points - score, 0, 10)).Select(trial => Failure(trial, reason, details))],
            VirtualTime = TimeSpan.FromSeconds(1.5),
            Rpcs = 7,
            Events = 9,
        };

    /// <summary>A report of these scenarios.</summary>
    public static StudentReport Report(params TestResult[] tests) => new(new LabResult
    {
        Lab = "raft",
        Submission = "alice",
        SubmissionHash = "aa",
        BaseSeed = 0xab,
        WallTime = TimeSpan.FromSeconds(40.2),
        Framework = "1.0.0",
        SuiteHash = "bb",
        Tests = tests,
    });

    /// <summary>Six of ten points: one scenario whole, one in part, one not at all, one that is worth nothing.</summary>
    public static StudentReport Partial() => Report(
        Test("A_leader_is_elected", "A", 4, 4),
        Test("Terms_rise", "A", 3, 2),
        Test("Nothing_is_lost", "B", 3, 0),
        Test("It_warms_up", "B", 0, 0));

    /// <summary>The same with scores that no scenario can have.</summary>
    public static StudentReport OutOfBounds() => Report(Test("Much", "A", 4, 1000), Test("Little", "A", 6, -5), Test("Odd", "B", -2, 3));

    /// <summary>Everything that a student can write is hostile.</summary>
    public static StudentReport Attacked()
    {
        var report = Report(Test("Nothing_is_lost", "A", 3, 0, Hostile, Hostile));
        return report with { Result = report.Result with { Submission = Hostile } };
    }

    /// <summary>A submission that was not run.</summary>
    public static StudentReport Refused(string reason = "the submission does not compile:\nraft/src/Raft.cs:12:5: error CS0103: no name")
    {
        var report = Report(Test("A_leader_is_elected", "A", 4, 0) with { Failed = 0, Passed = 0, Failures = [] });
        return report with { Result = report.Result with { Refusal = reason } };
    }

    /// <summary>A failed trial.</summary>
    private static TrialFailure Failure(int trial, string reason, string details) => new()
    {
        Trial = trial,
        Seed = 0xfeed + (ulong)trial,
        Kind = "safety",
        Reason = reason,
        Details = details,
        TraceHash = 1,
        Replay = $"labs replay --seed 0x{0xfeed + trial:x16}",
    };
}
