namespace Labs.Framework.Tests;

internal sealed class TimeExtensionsTests
{
    [Test]
    public void Lengths_are_what_they_say()
    {
        Assert.That(3.Microseconds(), Is.EqualTo(TimeSpan.FromTicks(30)));
        Assert.That(3.Milliseconds(), Is.EqualTo(TimeSpan.FromTicks(30_000)));
        Assert.That(3.Seconds(), Is.EqualTo(TimeSpan.FromTicks(30_000_000)));
        Assert.That((-3).Seconds(), Is.EqualTo(TimeSpan.FromTicks(-30_000_000)));
    }

    [Test]
    public void The_longest_lengths_do_not_overflow()
    {
        Assert.That(int.MaxValue.Seconds().Ticks, Is.EqualTo(int.MaxValue * 10_000_000L));
        Assert.That(int.MinValue.Seconds().Ticks, Is.EqualTo(int.MinValue * 10_000_000L));
    }

    [Test]
    public void Between_draws_every_tick_of_its_range_and_no_other()
    {
        var random = new Random(1);
        var drawn = new SortedSet<long>();
        for (int i = 0; i < 1000; i++)
            drawn.Add(random.Between(TimeSpan.FromTicks(-2), TimeSpan.FromTicks(5)).Ticks);

        Assert.That(drawn, Is.EqualTo(new long[] { -2, -1, 0, 1, 2, 3, 4 }));
    }

    [Test]
    public void Between_equal_ends_gives_that_length() =>
        Assert.That(new Random(1).Between(5.Seconds(), 5.Seconds()), Is.EqualTo(5.Seconds()));

    [Test]
    public void Between_refuses_ends_in_the_wrong_order() =>
        Assert.That(() => new Random(1).Between(6.Seconds(), 5.Seconds()), Throws.TypeOf<ArgumentOutOfRangeException>());
}
