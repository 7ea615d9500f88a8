namespace Labs.Reporting.Tests;

public sealed class ResultShardsTests
{
    private static readonly LabResult Whole = Graded.Partial().Result;

    [Test]
    public void Shares_in_any_order_are_the_whole_result_in_its_order()
    {
        var merged = ResultShards.Merge([Share(3, 3), Share(1, 3), Share(2, 3)]);

        Assert.That(Written.Text(stream => ResultFile.Write(stream, merged with { WallTime = Whole.WallTime })),
            Is.EqualTo(Written.Text(stream => ResultFile.Write(stream, Whole))));
    }

    [Test]
    public void More_shares_than_scenarios_are_no_harm() =>
        Assert.That(ResultShards.Merge([.. Enumerable.Range(1, 7).Select(number => Share(number, 7))]).Score, Is.EqualTo(Whole.Score));

    [Test]
    public void A_share_that_is_missing_is_named() => Refuses("2/3 is missing", Share(3, 3), Share(1, 3));

    [Test]
    public void A_share_that_is_there_twice_is_named() => Refuses("1/2 is there twice", Share(1, 2), Share(2, 2), Share(1, 2));

    [Test]
    public void Shares_of_other_numbers_overlap() => Refuses("2/3 and 1/2 are shares of different numbers", Share(1, 2), Share(2, 3));

    [Test]
    public void A_whole_result_is_no_share() => Refuses("a result is of all scenarios, and no share", Share(1, 2), Whole);

    [Test]
    public void Shares_of_other_gradings_are_told_apart_by_what_differs()
    {
        var other = Share(2, 2);
        Refuses("2/2 and 1/2 are of different gradings: the submission differs", Share(1, 2), other with { Submission = "bob" });
        Refuses("2/2 and 1/2 are of different gradings: the seed differs", Share(1, 2), other with { BaseSeed = 1 });
        Refuses("2/2 and 1/2 are of different gradings: the suite differs", Share(1, 2), other with { SuiteHash = "cc" });
        Refuses(
            "2/2 and 1/2 are of different gradings: the choice of scenarios, or of trials, differs",
            Share(1, 2),
            other with { ShardOf = "other" });
    }

    private static LabResult Share(int number, int count) => Whole with
    {
        Tests = [.. Whole.Tests.Where((_, index) => index % count == number - 1)],
        Shard = $"{number}/{count}",
        ShardOf = "all",
    };

    private static void Refuses(string why, params LabResult[] shards) =>
        Assert.That(Assert.Throws<FormatException>(() => ResultShards.Merge(shards))!.Message, Is.EqualTo(why));
}
