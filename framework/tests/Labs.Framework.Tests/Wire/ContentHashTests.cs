using System.Numerics;
using Labs.Framework.Wire;

namespace Labs.Framework.Tests.Wire;

internal sealed class ContentHashTests
{
    [Test]
    public void The_same_content_gives_this_hash_in_every_process()
    {
        var hash = default(ContentHash);
        hash.Add(1);
        hash.Add("seventeen bytes.."u8);

        Assert.That((hash.Value, hash.Size), Is.EqualTo((0xDA91DCB4FACD6B13UL, 29L)));
    }

    [Test]
    public void A_number_counts_8_bytes_and_bytes_count_4_and_their_length()
    {
        var hash = default(ContentHash);
        hash.Add(0);
        hash.Add([]);
        hash.Add("abc"u8);

        Assert.That(hash.Size, Is.EqualTo(8 + 4 + 7));
    }

    [Test]
    public void Every_bit_of_a_number_reaches_every_bit_of_the_hash()
    {
        var random = new Random(1);
        const int Samples = 2000;
        var flips = new int[64, 64];
        for (int sample = 0; sample < Samples; sample++)
        {
            ulong before = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            ulong number = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            for (int bit = 0; bit < 64; bit++)
            {
                ulong changed = Hash(before, number) ^ Hash(before, number ^ (1UL << bit));
                for (int i = 0; i < 64; i++)
                    flips[bit, i] += (int)(changed >> i) & 1;
            }
        }

        // Half of the samples, give or take five standard deviations and a little bias.
        Assert.That(flips.Cast<int>(), Has.All.InRange(Samples * 0.43, Samples * 0.57));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(100)]
    public void Every_bit_of_bytes_changes_about_half_of_the_hash(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        ulong hash = Hash(bytes);
        for (int bit = 0; bit < length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(BitOperations.PopCount(hash ^ Hash(bytes)), Is.InRange(10, 54), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void Small_contents_have_no_two_equal_hashes()
    {
        var contents = new HashSet<(ulong, ulong)>();
        for (ulong a = 0; a < 300; a++)
        {
            for (ulong b = 0; b < 300; b++)
                contents.UnionWith([(a, b), (a, ulong.MaxValue - b), (a << 63, b << 40), (a << 48, b << 55), (a ^ (b << 32), b)]);
        }

        Assert.That(contents.Select(c => Hash(c.Item1, c.Item2)).Distinct().Count(), Is.EqualTo(contents.Count));
    }

    [Test]
    public void Equal_bytes_of_different_lengths_have_no_two_equal_hashes()
    {
        var hashes = Enumerable.Range(0, 1000)
            .SelectMany(length => new[] { Hash(new byte[length]), Hash([.. Enumerable.Repeat((byte)1, length)]) });

        Assert.That(hashes.Distinct().Count(), Is.EqualTo(1999), "only the two empty ones are equal");
    }

    [Test]
    public void Order_and_boundaries_count()
    {
        Assert.That(Hash(1, 2), Is.Not.EqualTo(Hash(2, 1)));
        Assert.That(Hash("ab"u8, "c"u8), Is.Not.EqualTo(Hash("a"u8, "bc"u8)));
    }

    private static ulong Hash(ulong first, ulong second)
    {
        var hash = default(ContentHash);
        hash.Add(first);
        hash.Add(second);
        return hash.Value;
    }

    private static ulong Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var hash = default(ContentHash);
        hash.Add(first);
        hash.Add(second);
        return hash.Value;
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = default(ContentHash);
        hash.Add(bytes);
        return hash.Value;
    }
}
