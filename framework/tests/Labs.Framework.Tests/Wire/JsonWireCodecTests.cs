using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using Labs.Framework.Wire;

namespace Labs.Framework.Tests.Wire;

internal sealed class JsonWireCodecTests
{
    [Test]
    public void Whatever_is_sent_arrives([Range(1, 20)] int seed)
    {
        var source = new EverythingSource(seed);
        for (int i = 0; i < 100; i++)
        {
            var sent = source.Next();
            var arrived = Copy(sent);

            Assert.That((Content.HashOf(arrived), Content.SizeOf(arrived)), Is.EqualTo((Content.HashOf(sent), Content.SizeOf(sent))));
        }
    }

    [Test]
    public void Nothing_is_shared_between_what_is_sent_and_what_arrives()
    {
        var sent = new Has<List<byte[]>>([[1, 2, 3]]);
        var arrived = Copy(sent);
        sent.Value[0][0] = 9;
        sent.Value.Add([]);

        Assert.That(arrived.Value, Is.EqualTo(new List<byte[]> { new byte[] { 1, 2, 3 } }));
    }

    [Test]
    public void A_computed_property_does_not_travel()
    {
        var bytes = JsonWireCodec.Instance.Encode(new Computed(3));

        Assert.That(Encoding.UTF8.GetString(bytes), Does.Not.Contain(nameof(Computed.Explodes)));
        Assert.That(JsonWireCodec.Instance.Decode<Computed>(bytes), Is.EqualTo(new Computed(3)));
    }

    [Test]
    public void Records_arrive_however_they_are_written()
    {
        AssertArrives(new Inherits(1, "a") { Overridden = 2, Plain = 3 });
        AssertArrives(new Defaults());
        AssertArrives(new Defaults(7, "b"));
        AssertArrives(new EmptyConstructorToo(5));
        AssertArrives(new CamelCase(5));
        AssertArrives(new Mutable { Term = 4, Name = "c" });
        AssertArrives(new Has<MutablePair>(new(1, "d")));
        AssertArrives(new Wide(1, 2, 3, 4, 5, 6, 7));
        AssertArrives(new Empty());
    }

    [Test]
    public void A_member_with_a_default_is_named_too_when_it_is_missing() => Assert.That(
        () => JsonWireCodec.Instance.Decode<Defaults>("{\"Term\":1}"u8), Throws.TypeOf<MessageException>().With.Message.Contains("'Name'"));

    [Test]
    public void Null_travels_even_where_the_type_says_it_cannot_be()
    {
        Assert.That(Copy(new Has<string>(null!)).Value, Is.Null);
        Assert.That(Copy(new Has<byte[]>(null!)).Value, Is.Null);
        Assert.That(Copy(new Has<List<string>>([null!])).Value, Is.EqualTo(new string?[] { null }));
        Assert.That(Copy(new Has<Has<int>>(null!)).Value, Is.Null);
        Assert.That(Copy(new Has<Dictionary<int, string>>(new() { [1] = null! })).Value[1], Is.Null);
    }

    [Test]
    public void Odd_numbers_arrive_bit_by_bit()
    {
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue, 0.1 + 0.2];

        Assert.That(
            Copy(new Has<double[]>(odd)).Value.Select(BitConverter.DoubleToInt64Bits),
            Is.EqualTo(odd.Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(Copy(new Has<Dictionary<int, float>>(new() { [1] = float.NaN })).Value[1], Is.NaN);
        Assert.That(Copy(new Has<double?>(double.NaN)).Value, Is.NaN);
        Assert.That(Copy(new Has<List<List<double>>>([[double.NegativeInfinity]])).Value[0][0], Is.EqualTo(double.NegativeInfinity));
    }

    [Test]
    public void Half_of_a_surrogate_pair_travels_as_a_character_and_is_an_error_in_a_text()
    {
        Assert.That(Copy(new Has<char>('\uD800')).Value, Is.EqualTo('\uD800'));
        Assert.That(
            () => JsonWireCodec.Instance.Encode(new Has<Dictionary<string, int>>(new() { ["\uDC00"] = 1 })),
            Throws.TypeOf<MessageException>().With.Message.StartsWith("Has<Dictionary<string, int>>.Value holds a text with half of a surrogate"));
    }

    [Test]
    public void A_default_immutable_array_stays_one_and_an_empty_one_stays_empty()
    {
        Assert.That(Copy(new Has<ImmutableArray<int>>(default)).Value.IsDefault, Is.True);
        Assert.That(Copy(new Has<ImmutableArray<int>>([])).Value, Is.Empty);
        Assert.That(Copy(new Has<ImmutableArray<string>>(["a", "b"])).Value, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Keys_that_are_no_names_travel()
    {
        var days = new Dictionary<DayOfWeek, int> { [DayOfWeek.Friday] = 1, [(DayOfWeek)(-5)] = 2 };
        var flags = new Dictionary<AttributeTargets, int> { [AttributeTargets.Class | AttributeTargets.Enum] = 1 };
        var texts = new Dictionary<string, int> { ["$type"] = 1, ["$id"] = 2, [""] = 3, ["a\"b"] = 4 };

        Assert.That(Copy(new Has<Dictionary<DayOfWeek, int>>(days)).Value, Is.EqualTo(days));
        Assert.That(Copy(new Has<Dictionary<AttributeTargets, int>>(flags)).Value, Is.EqualTo(flags));
        Assert.That(Copy(new Has<Dictionary<string, int>>(texts)).Value, Is.EqualTo(texts));
    }

    [Test]
    public void A_deep_tree_travels_and_one_that_contains_itself_is_an_error()
    {
        var tree = new Tree(0, []);
        for (int i = 1; i < 200; i++)
            tree = new Tree(i, [tree]);
        Assert.That(Content.HashOf(Copy(tree)), Is.EqualTo(Content.HashOf(tree)));

        tree.Children.Add(tree);
        Assert.That(() => JsonWireCodec.Instance.Encode(tree), Throws.TypeOf<MessageException>());
    }

    [Test]
    public void Lists_inside_lists_without_end_are_an_error_and_no_crash()
    {
        var level = new Levels([[[[[[]]]]]]);
        for (int i = 0; i < 180; i++)
            level = new Levels([[[[[[level]]]]]]);

        Assert.That(
            () => JsonWireCodec.Instance.Encode(level), Throws.TypeOf<MessageException>().With.Message.StartsWith("This Levels can't travel: "));
    }

    [Test]
    public void Members_that_are_missing_or_too_many_are_named()
    {
        var one = JsonWireCodec.Instance.Encode(new Has<int>(1));

        Assert.That(
            () => JsonWireCodec.Instance.Decode<Computed>("{}"u8),
            Throws.TypeOf<MessageException>().With.Message.StartsWith("These bytes are no Computed: ").And.Message.Contains("'Term'"));
        Assert.That(
            () => JsonWireCodec.Instance.Decode<Settable>("{}"u8),
            Throws.TypeOf<MessageException>().With.Message.Contains("'Index'"));
        Assert.That(
            () => JsonWireCodec.Instance.Decode<Settable>(one),
            Throws.TypeOf<MessageException>().With.Message.Contains("'Value'"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{\"Term\":\"x\"}")]
    [TestCase("{\"Term\":99999999999}")]
    public void Bytes_that_are_no_such_message_are_an_error(string text) => Assert.That(
        () => JsonWireCodec.Instance.Decode<Computed>(Encoding.UTF8.GetBytes(text)),
        Throws.TypeOf<MessageException>().With.Message.StartsWith("These bytes are no Computed"));

    [Test]
    public void A_type_that_breaks_the_rules_is_an_error_on_both_sides()
    {
        const string Expected = "Has<DateTime>.Value is a DateTime, which can't travel; send a TimeSpan or a long instead.";

        Assert.That(
            () => JsonWireCodec.Instance.Encode(new Has<DateTime>(default)),
            Throws.TypeOf<MessageException>().With.Message.EqualTo(Expected));
        Assert.That(
            () => JsonWireCodec.Instance.Decode<Has<DateTime>>("{}"u8),
            Throws.TypeOf<MessageException>().With.Message.EqualTo(Expected));
    }

    [Test]
    public void Attributes_that_would_change_what_travels_are_refused()
    {
        const string Cure = " has an attribute of System.Text.Json; take it off, a record travels as it is.";

        Assert.That(() => Copy(new Ignores(1)), Throws.TypeOf<MessageException>().With.Message.EqualTo("Ignores.Term" + Cure));
        Assert.That(() => Copy(new Renames(1)), Throws.TypeOf<MessageException>().With.Message.EqualTo("Renames.Term" + Cure));
        Assert.That(() => Copy(new Converts(default)), Throws.TypeOf<MessageException>().With.Message.EqualTo("Converts.Day" + Cure));
        Assert.That(
            () => Copy(new Misuses("")), Throws.TypeOf<MessageException>().With.Message.StartsWith("Misuses can't travel: The converter"));
        Assert.That(() => Copy(new Polymorphic(1)), Throws.TypeOf<MessageException>().With.Message.EqualTo("Polymorphic" + Cure));
    }

    [Test]
    public void Null_is_not_encoded() => Assert.That(() => JsonWireCodec.Instance.Encode<Tree>(null!), Throws.ArgumentNullException);

    [Test]
    public void What_a_constructor_throws_is_passed_on() =>
        Assert.That(() => JsonWireCodec.Instance.Decode<Picky>("{\"Term\":-1}"u8), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static T Copy<T>(T value)
        where T : class => JsonWireCodec.Instance.Decode<T>(JsonWireCodec.Instance.Encode(value));

    private static void AssertArrives<T>(T value)
        where T : class => Assert.That(Copy(value), Is.EqualTo(value));

    private sealed record Has<T>(T Value);

    private abstract record Above(int Term)
    {
        public virtual int Overridden { get; init; }

        public int Plain { get; set; }
    }

    private sealed record Inherits(int Term, string Name) : Above(Term)
    {
        public override int Overridden { get; init; }
    }

    private sealed record Defaults(int Term = 5, string? Name = "x");

    private sealed record EmptyConstructorToo(int Term)
    {
        public EmptyConstructorToo()
            : this(0)
        {
        }
    }

    private sealed record CamelCase
    {
        public CamelCase(int term) => Term = term;

        public int Term { get; }
    }

    private sealed record Mutable
    {
        public int Term { get; set; }

        public required string Name { get; set; }
    }

    private record struct MutablePair(int First, string Second);

    private sealed record Wide(int A, int B, int C, int D, int E, int F, int G);

    private sealed record Empty;

    private sealed record Levels(List<List<List<List<List<List<Levels>>>>>> Inner);

    private sealed record Settable
    {
        public int Index { get; init; }
    }

    private sealed record Computed(int Term)
    {
        public int Explodes => Term < 0 ? 0 : throw new InvalidOperationException("A computed property was read.");
    }

    private sealed record Picky
    {
        public Picky(int term)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(term);
            Term = term;
        }

        public int Term { get; }
    }

    private sealed record Ignores([property: JsonIgnore] int Term);

    private sealed record Renames([property: JsonPropertyName("t")] int Term);

    private sealed record Converts([property: JsonConverter(typeof(JsonStringEnumConverter))] DayOfWeek Day);

    private sealed record Misuses([property: JsonConverter(typeof(JsonStringEnumConverter))] string Text);

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Polymorphic), "p")]
    private sealed record Polymorphic(int Term);
}
