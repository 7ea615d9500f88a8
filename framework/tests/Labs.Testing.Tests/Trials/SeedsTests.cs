using NUnit.Framework;

namespace Labs.Testing.Tests.Trials;

/// <summary>Seeds are written, read and derived as documented. The known answers were computed apart from this code.</summary>
public sealed class SeedsTests
{
    [TestCase(0x0000000000000000UL, "", 1, 0xe587d3dff9e92ed0UL)]
    [TestCase(0x0123456789abcdefUL, "A_leader_is_elected", 0, 0x0123456789abcdefUL)]
    [TestCase(0x0123456789abcdefUL, "A_leader_is_elected", 1, 0xad2a9964e7900ffaUL)]
    [TestCase(0xffffffffffffffffUL, "A_leader_is_elected", 99, 0x3203a9132c4de807UL)]
    [TestCase(0x0000000000000007UL, "Café", 2, 0xfa0f43d248fdd02dUL)]
    public void A_trial_has_the_documented_seed(ulong start, string scenario, int trial, ulong seed) =>
        Assert.That(Seeds.Derive(start, scenario, trial), Is.EqualTo(seed));

    [TestCase("raft", 0x5f65360fc5f14384UL)]
    [TestCase("toy", 0x38a7b8e177326e6bUL)]
    public void A_lab_has_a_fixed_base_seed(string lab, ulong seed) => Assert.That(Seeds.OfLab(lab), Is.EqualTo(seed));

    [Test]
    public void Trials_and_scenarios_have_seeds_of_their_own()
    {
        var seeds = new[] { "One", "Two" }.SelectMany(name => Enumerable.Range(1, 1000).Select(trial => Seeds.Derive(42, name, trial)));

        Assert.That(seeds, Is.Unique);
    }

    [TestCase("0x0123456789abcdef", 0x0123456789abcdefUL)]
    [TestCase("0X1F", 0x1FUL)]
    [TestCase("0xFFFFFFFFFFFFFFFF", ulong.MaxValue)]
    public void A_seed_is_read(string text, ulong seed) => Assert.That(Seeds.Parse(text), Is.EqualTo(seed));

    [TestCase("")]
    [TestCase("17")]
    [TestCase("0x")]
    [TestCase("0x12g4")]
    [TestCase("0x-1")]
    [TestCase("0x 1")]
    [TestCase("0x1_0")]
    [TestCase("0x11112222333344445")]
    public void What_is_no_seed_is_named(string text) => Assert.That(
        () => Seeds.Parse(text),
        Throws.InstanceOf<FormatException>()
            .With.Message.EqualTo($"'{text}' is not a seed: write 0x and up to 16 hexadecimal digits, or random."));

    [Test]
    public void A_random_seed_is_another_each_time() =>
        Assert.That(Enumerable.Range(0, 10).Select(_ => Seeds.Parse("random")), Is.Unique);

    [Test]
    public void A_seed_is_written_with_sixteen_digits_and_read_back()
    {
        Assert.That(Seeds.Format(0x1F), Is.EqualTo("0x000000000000001f"));
        Assert.That(Seeds.Parse(Seeds.Format(0xFEDCBA9876543210UL)), Is.EqualTo(0xFEDCBA9876543210UL));
    }
}
