namespace Labs.Reporting;

/// <summary>Puts the shares of a result together.</summary>
public static class ResultShards
{
    /// <summary>The whole result: what one grading of all scenarios gives, but for the time that it took.</summary>
    /// <param name="shards">All shares of one grading, in any order.</param>
    /// <exception cref="FormatException">One is missing, or they are not of one grading; the text says which.</exception>
    public static LabResult Merge(IReadOnlyList<LabResult> shards)
    {
        if (shards.Count == 0) throw new FormatException("there is nothing to merge");
        var first = shards[0];
        var placed = new LabResult?[CountOf(first)];
        foreach (var shard in shards)
        {
            int number = NumberOf(shard);
            if (!Identity(shard).SequenceEqual(Identity(first)))
                throw new FormatException($"{shard.Shard} and {first.Shard} are of different gradings: {Difference(shard, first)} differs");
            if (CountOf(shard) != placed.Length)
                throw new FormatException($"{shard.Shard} and {first.Shard} are shares of different numbers");
            if (placed[number - 1] is not null) throw new FormatException($"{shard.Shard} is there twice");
            placed[number - 1] = shard;
        }

        int missing = Array.IndexOf(placed, null);
        if (missing >= 0) throw new FormatException($"{missing + 1}/{placed.Length} is missing");
        return first with
        {
            Tests = [.. Interleave(placed!)],
            WallTime = TimeSpan.FromTicks(shards.Sum(shard => shard.WallTime.Ticks)),
            Walls = shards.Aggregate(first.Walls, (walls, shard) => walls & shard.Walls),
            Shard = null,
            ShardOf = null,
        };
    }

    // As they were dealt out.
    private static IEnumerable<TestResult> Interleave(LabResult[] placed)
    {
        int tests = placed.Sum(shard => shard.Tests.Count);
        for (int index = 0; index < tests; index++)
        {
            var own = placed[index % placed.Length].Tests;
            int at = index / placed.Length;
            yield return at < own.Count ? own[at] : throw new FormatException($"{placed[index % placed.Length].Shard} has too few scenarios");
        }
    }

    private static string Difference(LabResult a, LabResult b) => Identity(a).Except(Identity(b)).First().What;

    private static (string What, string? Value)[] Identity(LabResult result) =>
    [
        ("the lab", result.Lab),
        ("the submission", result.Submission),
        ("the submission's hash", result.SubmissionHash),
        ("the seed", Hex.Format(result.BaseSeed)),
        ("the suite", result.SuiteHash),
        ("the framework", result.Framework),
        ("the choice of scenarios, or of trials,", result.ShardOf),
        ("what kept it from being run", result.Refusal),
    ];

    private static int NumberOf(LabResult shard) => Split(shard).Number;

    private static int CountOf(LabResult shard) => Split(shard).Count;

    private static (int Number, int Count) Split(LabResult shard) =>
        shard.Shard?.Split('/') is [var number, var count]
        && int.TryParse(number, out int i) && int.TryParse(count, out int n) && i >= 1 && i <= n && n <= 10_000
            ? (i, n)
            : throw new FormatException("a result is of all scenarios, and no share");
}
