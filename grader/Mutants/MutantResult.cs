using Labs.Reporting;

namespace Labs.Grader.Mutants;

/// <summary>What a suite made of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Tests">Its scenarios, as a grade has them.</param>
/// <param name="Times">How long each of them took by the wall clock, on one processor.</param>
internal sealed record MutantResult(Mutant Mutant, IReadOnlyList<TestResult> Tests, IReadOnlyList<TimeSpan> Times)
{
    /// <summary>Whether it lost points: the suite saw the bug.</summary>
    public bool IsDead => Tests.Any(test => test.Verdict == TestVerdict.Failed);

    /// <summary>The scenarios that saw the bug, the one that failed most often first.</summary>
    public IReadOnlyList<TestResult> Killers =>
        [.. Tests.Where(test => test.Verdict == TestVerdict.Failed).OrderByDescending(test => (double)test.Failed / test.Trials)];

    /// <summary>How long its best scenario takes, at the rate and the speed that were measured, to see it with a probability of 99 %.
    /// Null where nothing saw it.</summary>
    public TimeSpan? TimeToDeath
    {
        get
        {
            if (Killers is not [var best, ..]) return null;
            var trial = Times[Tests.ToList().IndexOf(best)] / best.Trials;
            double rate = Math.Min((double)best.Failed / best.Trials, 0.99);
            return trial * Math.Ceiling(Math.Log(0.01) / Math.Log(1 - rate));
        }
    }

    /// <summary>The kinds of its failures, the most frequent first.</summary>
    public IReadOnlyList<string> Kinds =>
    [
        .. Tests.SelectMany(test => test.Failures)
            .CountBy(failure => failure.Kind)
            .OrderByDescending(kind => kind.Value)
            .Select(kind => kind.Key),
    ];

    /// <summary>Whether it failed in a way that its file announces.</summary>
    public bool IsAsExpected => Mutant.Expect.Count == 0 || Kinds.Any(Mutant.Expect.Contains);
}
