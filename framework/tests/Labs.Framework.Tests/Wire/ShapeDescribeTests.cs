using System.Collections.Immutable;
using System.Text;
using Labs.Framework.Wire;

namespace Labs.Framework.Tests.Wire;

internal sealed class ShapeDescribeTests
{
    [Test]
    public void A_record_shows_its_members() =>
        Assert.That(Content.Describe(new Vote(3, 1)), Is.EqualTo("Vote { Term = 3, CandidateId = 1 }"));

    [Test]
    public void A_record_without_members_shows_its_name() => Assert.That(Content.Describe(new Ping()), Is.EqualTo("Ping { }"));

    [Test]
    public void The_text_is_added_to_what_is_there()
    {
        var text = new StringBuilder("call ");
        Shape.Of<Vote>().Describe(new(3, 1), text);

        Assert.That(text.ToString(), Is.EqualTo("call Vote { Term = 3, CandidateId = 1 }"));
    }

    [Test]
    public void The_records_own_text_is_never_asked_for() => Assert.That(Content.Describe(new Loud(1)), Is.EqualTo("Loud { Term = 1 }"));

    [TestCase(null, "null")]
    [TestCase("put x", "\"put x\"")]
    [TestCase("say \"a\\b\"", "\"say \\\"a\\\\b\\\"\"")]
    public void Texts_are_quoted(string? text, string expected) => AssertMember(text, expected);

    [Test]
    public void What_can_not_be_shown_is_a_number() => AssertMember("line\nnext\uD800", "\"line\\u000Anext\\uD800\"");

    [Test]
    public void Long_texts_are_cut() => AssertMember(new string('x', 100), "\"" + new string('x', 64) + "\"... 100 characters");

    [Test]
    public void Printable_bytes_are_text_and_others_are_hexadecimal()
    {
        AssertMember("put x 1"u8.ToArray(), "\"put x 1\"");
        AssertMember<byte[]>([0, 1, 0xFE], "0x0001FE");
        AssertMember<byte[]>([], "\"\"");
        AssertMember<byte[]?>(null, "null");
        AssertMember<ReadOnlyMemory<byte>>("abc"u8.ToArray(), "\"abc\"");
        AssertMember<Memory<byte>>("abc"u8.ToArray(), "\"abc\"");
        AssertMember<ImmutableArray<byte>>([.. "abc"u8], "\"abc\"");
        AssertMember<ImmutableArray<byte>>(default, "null");
    }

    [Test]
    public void Long_bytes_are_cut()
    {
        AssertMember(Encoding.ASCII.GetBytes(new string('x', 100)), "\"" + new string('x', 32) + "\"... 100 bytes");
        AssertMember(new byte[33], "0x" + new string('0', 64) + "... 33 bytes");
    }

    [Test]
    public void Lists_show_eight_elements_and_how_many_more()
    {
        AssertMember<int[]>([1, 2, 3], "[1, 2, 3]");
        AssertMember<List<int>>([.. Enumerable.Range(1, 8)], "[1, 2, 3, 4, 5, 6, 7, 8]");
        AssertMember<IReadOnlyList<int>>([.. Enumerable.Range(1, 20)], "[1, 2, 3, 4, 5, 6, 7, 8, ... 12 more]");
        AssertMember<List<Vote?>>([new(1, 2), null], "[Vote { Term = 1, CandidateId = 2 }, null]");
    }

    [Test]
    public void Dictionaries_show_eight_entries_and_how_many_more()
    {
        AssertMember(new Dictionary<string, int>(), "{ }");
        AssertMember(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, "{ \"a\": 1, \"b\": 2 }");
        AssertMember(
            new SortedDictionary<int, bool>(Enumerable.Range(1, 10).ToDictionary(i => i, i => i > 3)),
            "{ 1: false, 2: false, 3: false, 4: true, 5: true, 6: true, 7: true, 8: true, ... 2 more }");
    }

    [Test]
    public void Small_things_read_as_they_are_written()
    {
        AssertMember(true, "true");
        AssertMember('a', "'a'");
        AssertMember('\n', "'\\u000A'");
        AssertMember(DayOfWeek.Friday, "Friday");
        AssertMember((DayOfWeek)77, "77");
        AssertMember(1.5, "1.5");
        AssertMember(double.NaN, "NaN");
        AssertMember(1.50m, "1.50");
        AssertMember(150.Milliseconds(), "150 ms");
        AssertMember(TimeSpan.FromTicks(-15), "-0.0015 ms");
        AssertMember(1500.Milliseconds(), "1.5 s");
        AssertMember(TimeSpan.MinValue, "-922337203685.4775808 s");
        AssertMember<int?>(null, "null");
        AssertMember<int?>(-3, "-3");
        AssertMember<Int128>(Int128.MinValue, "-170141183460469231731687303715884105728");
        AssertMember(Guid.Empty, "00000000-0000-0000-0000-000000000000");
    }

    [Test]
    public void The_whole_is_cut_at_400_characters()
    {
        var wide = new Has<List<string>>([.. Enumerable.Repeat(new string('x', 60), 8)]);
        string text = Content.Describe(wide);

        Assert.That(text, Has.Length.EqualTo(403).And.EndsWith("..."));
    }

    [Test]
    public void A_record_that_contains_itself_is_cut_and_does_no_harm()
    {
        var tree = new Tree(1, []);
        tree.Children.Add(tree);

        Assert.That(Content.Describe(tree), Has.Length.EqualTo(403).And.EndsWith("..."));
    }

    private static void AssertMember<T>(T value, string expected)
    {
        string text = Content.Describe(new Has<T>(value));
        const string Start = " { Value = ";

        Assert.That(text[(text.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..^2], Is.EqualTo(expected));
    }

    private sealed record Ping;

    private sealed record Vote(int Term, int CandidateId);

    private sealed record Has<T>(T Value);

    private sealed record Loud(int Term)
    {
        public override string ToString() => throw new InvalidOperationException();
    }
}
