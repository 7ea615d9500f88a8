using System.Reflection;

namespace Labs.Simulation.Tests;

internal sealed class DeterministicRandomTests
{
    [TestCase(0UL, 0x99EC5F36CB75F2B4UL, 0xBF6E1F784956452AUL, 0x1A5F849D4933E6E0UL, 0x6AA594F1262D2D2CUL)]
    [TestCase(1UL, 0xB3F2AF6D0FC710C5UL, 0x853B559647364CEAUL, 0x92F89756082A4514UL, 0x642E1C7BC266A3A7UL)]
    [TestCase(0xDEADBEEFCAFEBABEUL, 0x2299B3421AA78B66UL, 0x9AF6550483E02887UL, 0xDA059CB5EEC5C979UL, 0xCF86BD29360FFF98UL)]
    public void The_words_are_those_of_xoshiro256_seeded_by_SplitMix64(ulong seed, params ulong[] expected)
    {
        var random = new DeterministicRandom(seed);
        var words = new byte[8 * expected.Length];
        random.NextBytes(words);

        Assert.That(expected.Select((_, i) => BitConverter.ToUInt64(words, 8 * i)), Is.EqualTo(expected));
    }

    [Test]
    public void Every_way_to_draw_gives_these_values_for_seed_42()
    {
        var random = new DeterministicRandom(42);
        var bytes = new byte[3];
        random.NextBytes(bytes);
        random.NextBytes(bytes.AsSpan(2));
        object[] drawn =
        [
            Convert.ToHexString(bytes), random.Next(), random.Next(100), random.Next(-50, 50), random.NextInt64(),
            random.NextInt64(1_000_000_000_000), random.NextInt64(long.MinValue, long.MaxValue), random.NextDouble(), random.NextSingle(),
        ];

        Assert.That(string.Join(' ', drawn), Is.EqualTo(
            "16C77E 1460382104 92 49 7099593415032875291 719258577877 6456516188463038598 0.7613743810057634 0.5833493"));
    }

    [Test]
    public void What_Random_does_not_let_us_override_draws_from_the_seed_too()
    {
        var random = new DeterministicRandom(42);
        int[] shuffled = [.. Enumerable.Range(0, 10)];
        random.Shuffle(shuffled);
        string drawn = string.Join(
            ' ',
            string.Concat(shuffled),
            string.Concat(random.GetItems([1, 2, 3], 10)),
            string.Concat(random.GetItems([0, 1, 2, 3], 10)),
            random.GetHexString(9),
            random.GetString("abcdefg", 9));

        Assert.That(drawn, Is.EqualTo("0479385126 2313133233 2001211132 369DFDBC0 dgdeffgad"));
    }

    [Test]
    public void Every_virtual_method_is_overridden()
    {
        var left = typeof(DeterministicRandom).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.IsVirtual && m.DeclaringType == typeof(Random))
            .Select(m => m.ToString());

        Assert.That(left, Is.Empty);
    }

    [Test]
    public void Near_seeds_give_unrelated_sequences()
    {
        var firsts = Enumerable.Range(0, 10_000).Select(seed => new DeterministicRandom((ulong)seed).Next(16)).CountBy(n => n);

        Assert.That(firsts.Select(c => c.Value), Has.Exactly(16).InRange(500, 750));
    }

    [Test]
    public void Integers_stay_in_their_ranges_and_reach_both_ends()
    {
        var random = new DeterministicRandom(1);
        AssertRange(() => random.Next(3), 0, 2);
        AssertRange(() => random.Next(-1, 2), -1, 1);
        AssertRange(() => random.NextInt64(3), 0, 2);
        AssertRange(() => random.NextInt64(-1, 2), -1, 1);
        AssertRange(() => random.NextInt64(long.MaxValue - 3, long.MaxValue), long.MaxValue - 3, long.MaxValue - 1);
        AssertRange(() => random.NextInt64(long.MinValue, long.MinValue + 3), long.MinValue, long.MinValue + 2);
        AssertRange(() => random.Next(int.MinValue, int.MinValue + 2), int.MinValue, int.MinValue + 1);
    }

    [Test]
    public void Large_ranges_have_no_bias()
    {
        // Of a range of three quarters of all words, a remainder would hit the lowest third twice as often as the others, and a
        // bare product every third number.
        var random = new DeterministicRandom(1);
        const ulong Third = 1UL << 62;
        var drawn = Enumerable.Range(0, 30_000)
            .Select(_ => (ulong)random.NextInt64(long.MinValue, unchecked(long.MinValue + (long)(3 * Third))) ^ (1UL << 63))
            .ToList();

        Assert.That(drawn.CountBy(n => n / Third).Select(c => c.Value), Has.Exactly(3).InRange(9_600, 10_400));
        Assert.That(drawn.CountBy(n => n % 3).Select(c => c.Value), Has.Exactly(3).InRange(9_600, 10_400));
    }

    [Test]
    public void An_empty_range_gives_its_only_number()
    {
        var random = new DeterministicRandom(1);

        Assert.That((random.Next(0), random.Next(7, 7), random.NextInt64(0), random.NextInt64(-7, -7)), Is.EqualTo((0, 7, 0L, -7L)));
    }

    [Test]
    public void Ranges_in_the_wrong_order_are_refused()
    {
        var random = new DeterministicRandom(1);

        Assert.That(() => random.Next(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => random.Next(2, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => random.NextInt64(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => random.NextInt64(2, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => random.NextBytes(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Fractions_are_spread_over_zero_to_one_without_one()
    {
        var random = new DeterministicRandom(1);
        var doubles = Enumerable.Range(0, 10_000).Select(_ => random.NextDouble()).ToList();
        var singles = Enumerable.Range(0, 10_000).Select(_ => random.NextSingle()).ToList();

        Assert.That(doubles, Has.All.InRange(0.0, 1.0).And.All.Not.EqualTo(1.0));
        Assert.That(singles, Has.All.InRange(0.0f, 1.0f).And.All.Not.EqualTo(1.0f));
        Assert.That((doubles.Average(), singles.Average()), Is.EqualTo((0.5, 0.5f)).Within(0.02));
    }

    private static void AssertRange<T>(Func<T> draw, long least, long most)
    {
        var drawn = Enumerable.Range(0, 200).Select(_ => Convert.ToInt64(draw())).ToList();

        Assert.That((drawn.Min(), drawn.Max()), Is.EqualTo((least, most)));
    }
}
