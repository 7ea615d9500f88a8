namespace Labs.Reporting;

/// <summary>A result as students and the programs of their course see it: what the files for other programs are made of. All text in
/// it is plain and bounded, and scores lie between nothing and a scenario's points, so that every file says the same.</summary>
/// <param name="Result">The result.</param>
public sealed record StudentReport(LabResult Result)
{
    private const int RefusalMost = 4000;

    /// <summary>Why the submission was not run at all; null where it was.</summary>
    public string? Refusal => Result.Refusal;

    /// <summary>Whether seeds and the commands that replay a trial are shown. Not where the seeds come from a secret.</summary>
    public bool ShowsSeeds { get; init; } = true;

    /// <summary>The points given, each scenario's within its bounds.</summary>
    public int Score => Result.Tests.Sum(ScoreOf);

    /// <summary>The points that could be had.</summary>
    public int MaxScore => Result.Tests.Sum(PointsOf);

    /// <summary>The points given for one scenario: none at least, all at most.</summary>
    public static int ScoreOf(TestResult test) => Math.Clamp(test.Score, 0, PointsOf(test));

    /// <summary>What one scenario is worth.</summary>
    public static int PointsOf(TestResult test) => Math.Max(0, test.Points);

    internal string Lab => PlainText.Line(Result.Lab);

    internal string Submission => PlainText.Line(Result.Submission);

    internal string Total => $"{Score} of {MaxScore} points{(Refusal is null ? "" : ": the submission was not run")}";

    /// <summary>What makes the grade repeatable: which seeds, suite, framework and sources gave it.</summary>
    internal IEnumerable<(string Name, string Value)> Receipt =>
    [
        ("seedSet", Hex.Format(Result.BaseSeed)),
        ("suiteHash", Result.SuiteHash),
        ("framework", Result.Framework),
        ("submissionHash", Result.SubmissionHash),
    ];

    internal string RefusalText => PlainText.Lines(Refusal ?? "", RefusalMost);

    internal static string TitleOf(TestResult test) => PlainText.Line(test.Name.Replace('_', ' '));

    internal bool IsPassed(TestResult test) => Refusal is null && test.Verdict == TestVerdict.Passed;

    /// <summary>What became of a scenario's trials, in one line.</summary>
    internal string Outcome(TestResult test)
    {
        if (Refusal is not null) return "not run";
        if (test.Failed == 0 && test.Inconclusive == 0) return $"no failure in {Count(test.Trials)}";
        string failed = test.Failed == 0 ? "no failure" : $"{test.Failed} failed";
        string undecided = test.Inconclusive == 0 ? "" : $", {test.Inconclusive} could not be decided, which is never a pass";
        return $"{failed} in {Count(test.Trials)}{undecided}{(IsPassed(test) ? "; within its tolerance" : "")}";
    }

    /// <summary>The first failure of each kind, as lines.</summary>
    internal IEnumerable<string> FailureLines(TestResult test)
    {
        foreach (var failure in test.Failures.DistinctBy(failure => failure.Kind))
        {
            yield return Sight(failure);
            yield return ShowsSeeds ? $"  trial {failure.Trial}, seed {Hex.Format(failure.Seed)}" : $"  trial {failure.Trial}";
            if (ShowsSeeds) yield return $"  {PlainText.Line(failure.Replay)}";
        }
    }

    /// <summary>What was seen, in one line.</summary>
    internal static string Sight(TrialFailure failure) => PlainText.Line($"{failure.Kind}: {failure.Reason}");

    private static string Count(int trials) => trials == 1 ? "1 trial" : $"{trials} trials";
}
