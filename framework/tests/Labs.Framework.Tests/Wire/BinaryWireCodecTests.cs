using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Labs.Framework.Wire;
using NUnit.Framework.Constraints;

namespace Labs.Framework.Tests.Wire;

internal sealed class BinaryWireCodecTests
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
        var bytes = BinaryWireCodec.Instance.Encode(new Computed(3));

        Assert.That(BinaryWireCodec.Instance.Decode<Computed>(bytes), Is.EqualTo(new Computed(3)));
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
            () => BinaryWireCodec.Instance.Encode(new Has<Dictionary<string, int>>(new() { ["\uDC00"] = 1 })),
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
        Assert.That(() => BinaryWireCodec.Instance.Encode(tree), Throws.TypeOf<MessageException>());
    }

    [Test]
    public void Lists_inside_lists_travel_however_deep()
    {
        var level = new Levels([[[[[[]]]]]]);
        for (int i = 0; i < 180; i++)
            level = new Levels([[[[[[level]]]]]]);

        Assert.That(Content.HashOf(Copy(level)), Is.EqualTo(Content.HashOf(level)));
    }

    [Test]
    public void What_grows_without_end_only_when_it_is_written_is_an_error_and_no_crash() => Assert.That(
        () => BinaryWireCodec.Instance.Encode(new Grows { IsToEnd = true }),
        Throws.TypeOf<MessageException>().With.Message.StartsWith("This Grows can't travel: it nests more than 200 records"));

    [Test]
    public void A_getter_that_encodes_disturbs_nothing()
    {
        var bytes = BinaryWireCodec.Instance.Encode(new Encodes(1, "a"));

        Assert.That(BinaryWireCodec.Instance.Decode<Encodes>(bytes), Is.EqualTo(new Encodes(1, "a")));
    }

    [Test]
    public void What_is_too_large_to_be_kept_in_reserve_arrives_all_the_same()
    {
        var sent = new Has<List<byte[]>>([.. Enumerable.Range(0, 3).Select(i => Enumerable.Repeat((byte)i, 1_000_000).ToArray())]);

        Assert.That(Content.HashOf(Copy(sent)), Is.EqualTo(Content.HashOf(sent)));
        Assert.That(Copy(new Has<int>(1)).Value, Is.EqualTo(1));
    }

    [Test]
    public void Dictionaries_keep_the_order_in_which_they_were_filled()
    {
        var words = new Dictionary<string, int> { ["z"] = 1, ["a"] = 2, ["m"] = 3 };
        var sorted = new SortedDictionary<int, string> { [3] = "c", [1] = "a" };

        Assert.That(Copy(new Has<IReadOnlyDictionary<string, int>>(words)).Value.Keys, Is.EqualTo(words.Keys));
        Assert.That(Copy(new Has<SortedDictionary<int, string>>(sorted)).Value, Is.EqualTo(sorted));
    }

    [Test]
    public void Bytes_that_are_no_such_message_are_an_error()
    {
        var one = BinaryWireCodec.Instance.Encode(new Computed(3));

        Assert.That(() => Decode<Computed>([]), Refuses("there are only 0"));
        Assert.That(() => Decode<Computed>([0]), Refuses("they say null"));
        Assert.That(() => Decode<Computed>(one[..^1]), Refuses("there are only 8"));
        Assert.That(() => Decode<Computed>([.. one, 1, 2]), Refuses("2 of 11 are left over"));
        Assert.That(() => Decode<Has<string>>([1, 0xFE, 0xFF, 0xFF, 0xFF]), Refuses("-2 can't be a number of elements"));
        Assert.That(() => Decode<Has<byte[]>>([1, 0xFF, 0xFF, 0xFF, 0x7F]), Refuses("there are only 5"));

        static T Decode<T>(byte[] bytes)
            where T : class => BinaryWireCodec.Instance.Decode<T>(bytes);
        static Constraint Refuses(string why) =>
            Throws.TypeOf<MessageException>().With.Message.StartsWith("These bytes are no ").And.Message.EndsWith($": {why}");
    }

    [Test]
    public void A_type_that_breaks_the_rules_is_an_error_on_both_sides()
    {
        const string Expected = "Has<DateTime>.Value is a DateTime, which can't travel; send a TimeSpan or a long instead.";

        Assert.That(
            () => BinaryWireCodec.Instance.Encode(new Has<DateTime>(default)),
            Throws.TypeOf<MessageException>().With.Message.EqualTo(Expected));
        Assert.That(
            () => BinaryWireCodec.Instance.Decode<Has<DateTime>>([]),
            Throws.TypeOf<MessageException>().With.Message.EqualTo(Expected));
    }

    [Test]
    public void Attributes_of_System_Text_Json_change_nothing()
    {
        AssertArrives(new Ignores(1));
        AssertArrives(new Polymorphic(1));
    }

    [Test]
    public void Null_is_not_encoded() => Assert.That(() => BinaryWireCodec.Instance.Encode<Tree>(null!), Throws.ArgumentNullException);

    [Test]
    public void What_a_constructor_throws_is_passed_on() =>
        Assert.That(
            () => BinaryWireCodec.Instance.Decode<Picky>(BinaryWireCodec.Instance.Encode(new Has<int>(-1))),
            Throws.TypeOf<ArgumentOutOfRangeException>());

    private static T Copy<T>(T value)
        where T : class => BinaryWireCodec.Instance.Decode<T>(BinaryWireCodec.Instance.Encode(value));

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

    private sealed record Grows
    {
        private static int _reads;

        public bool IsToEnd { get; init; }

        // The first look, by which it is measured, finds an end.
        public Grows? Next
        {
            get => IsToEnd && _reads++ > 0 ? this : null;
            init => _ = value;
        }
    }

    private sealed record Encodes(int Term, string Name)
    {
        public int Term
        {
            get
            {
                BinaryWireCodec.Instance.Encode(new Has<string>("something long enough to be in the way"));
                return field;
            }
            init;
        }
            = Term;
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

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Polymorphic), "p")]
    private sealed record Polymorphic(int Term);
}
