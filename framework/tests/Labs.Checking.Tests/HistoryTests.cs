namespace Labs.Checking.Tests;

/// <summary>What can't be a history.</summary>
public sealed class HistoryTests
{
    [Test]
    public void A_client_has_one_operation_at_a_time()
    {
        var error = Assert.Throws<HistoryException>(() => Told.History("1 0..9 put a\n0 0..10 put b\n0 9..12 get b"));

        Assert.That(error!.Message, Is.EqualTo("client 0 called it at 9, while its operation of 0 to 10 had not returned"));
        Assert.That((error.Operation, error.Other), Is.EqualTo((2, (int?)1)));
    }

    [Test]
    public void Nothing_returns_before_its_call()
    {
        var error = Assert.Throws<HistoryException>(() => Told.History("0 0..9 put a\n1 5..4 put b"));

        Assert.That(error!.Message, Is.EqualTo("it returned at 4, before its call at 5"));
        Assert.That((error.Operation, error.Other), Is.EqualTo((1, (int?)null)));
    }

    [TestCase("0 0..1 cas a b", "kv has no cas, only get, put, append")]
    [TestCase("0 0..1 put", "it has no value")]
    [TestCase("0 0..1 get a maybe", "a get of kv can't have the result 'maybe'")]
    public void A_model_says_what_it_does_not_know(string line, string expected)
    {
        var error = Assert.Throws<HistoryException>(() => Told.Check(SequentialModel.Kv, line));

        Assert.That(error!.Message, Is.EqualTo(expected));
    }

    [Test]
    public void The_empty_history_is_legal()
    {
        Assert.That(Told.Check(SequentialModel.Kv, "").Verdict, Is.EqualTo(CheckVerdict.Ok));
    }
}
