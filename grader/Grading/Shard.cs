using System.Globalization;
using Labs.Grader.Submissions;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>One of several equal shares of some work: every so many-th piece, so that the shares take about as long.</summary>
/// <param name="Number">Which share, from 1.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Shard(int Number, int Count)
{
    private const int CountMost = 10_000;

    /// <summary>Reads <c>I/N</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static Shard Parse(string text) =>
        text.Split('/') is [var number, var count] && Whole(number) is { } i && Whole(count) is { } n && i <= n && n <= CountMost
            ? new Shard(i, n)
            : throw new FormatException($"'{text}' is not a share: write I/N, as in 2/5 for the second of five");

    /// <summary>The pieces that belong to this share.</summary>
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> all) => [.. all.Where((_, index) => index % Count == Number - 1)];

    /// <summary>A hash of all the scenarios that are shared out, and of their numbers of trials: shares belong together where it is the
    /// same.</summary>
    public static string HashOf(IReadOnlyList<Scenario> scenarios, int? trials) => SourceHash.Of(
        scenarios.Select(scenario => new SourceFile($"{scenario.Name} {trials ?? scenario.Trials}", [])))[..16];

    /// <inheritdoc/>
    public override string ToString() => $"{Number}/{Count}";

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 ? number : null;
}
