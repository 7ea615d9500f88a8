using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using Labs.Framework.Wire;

namespace Labs.Framework.Tests.Wire;

internal sealed class ShapeMeasureTests
{
    [Test]
    public void The_same_record_gives_this_hash_in_every_process() =>
        Assert.That(Content.HashOf(new Mixed(3, "text", [1, 2, 3], DayOfWeek.Friday, null)), Is.EqualTo(0xC4731105CD865BF3UL));

    [Test]
    public void A_hash_tells_any_member_apart()
    {
        var source = new EverythingSource(seed: 1);
        for (int i = 0; i < 50; i++)
        {
            var (one, other) = (source.Next(), source.Next());
            foreach (var property in typeof(Everything).GetProperties().Where(p => p.CanWrite))
            {
                var mixed = one with { };
                property.SetValue(mixed, property.GetValue(other));
                bool isSame = BinaryWireCodec.Instance.Encode(mixed).AsSpan().SequenceEqual(BinaryWireCodec.Instance.Encode(one));

                Assert.That(Content.HashOf(mixed) == Content.HashOf(one), Is.EqualTo(isSame), property.Name);
            }
        }
    }

    [Test]
    public void Sizes_count_content()
    {
        Assert.That(Content.SizeOf(new Has<int>(5)), Is.EqualTo(8), "a number");
        Assert.That(Content.SizeOf(new Has<bool>(true)), Is.EqualTo(8), "a bool");
        Assert.That(Content.SizeOf(new Has<DayOfWeek>(default)), Is.EqualTo(8), "an enum");
        Assert.That(Content.SizeOf(new Has<decimal>(1)), Is.EqualTo(8), "a decimal");
        Assert.That(Content.SizeOf(new Has<Guid>(default)), Is.EqualTo(16), "a Guid");
        Assert.That(Content.SizeOf(new Has<string>("aä")), Is.EqualTo(4 + 3), "a string");
        Assert.That(Content.SizeOf(new Has<byte[]>([1, 2, 3])), Is.EqualTo(4 + 3), "bytes");
        Assert.That(Content.SizeOf(new Has<ReadOnlyMemory<byte>>(new byte[3])), Is.EqualTo(4 + 3), "memory");
        Assert.That(Content.SizeOf(new Has<ImmutableArray<byte>>([1, 2, 3])), Is.EqualTo(4 + 3), "an immutable array of bytes");
        Assert.That(Content.SizeOf(new Has<List<int>>([1, 2, 3])), Is.EqualTo(4 + 24), "a list");
        Assert.That(Content.SizeOf(new Has<Dictionary<string, int>>(new() { ["a"] = 1, ["b"] = 2 })), Is.EqualTo(4 + (2 * 13)), "a dictionary");
        Assert.That(Content.SizeOf(new Has<string?>(null)), Is.EqualTo(1), "null");
        Assert.That(Content.SizeOf(new Has<int?>(null)), Is.EqualTo(1), "no number");
        Assert.That(Content.SizeOf(new Has<int?>(3)), Is.EqualTo(8), "a number that may be null");
        Assert.That(Content.SizeOf(new Has<ImmutableArray<int>>(default)), Is.EqualTo(1), "no immutable array");
        Assert.That(Content.SizeOf(new Has<Has<int>>(new(1))), Is.EqualTo(8), "a record in a record");
        Assert.That(Content.SizeOf<Has<int>>(null!), Is.EqualTo(1), "no record");
    }

    [Test]
    public void Dictionaries_hash_alike_in_whatever_order_they_were_filled()
    {
        var rising = new Dictionary<int, string>();
        for (int i = 0; i < 100; i++)
            rising[i] = "value " + i;
        var falling = new Dictionary<int, string>();
        for (int i = 120; i >= 0; i--)
            falling[i] = "value " + i;
        for (int i = 100; i <= 120; i++)
            falling.Remove(i);

        Assert.That(falling.Keys, Is.Not.EqualTo(rising.Keys));
        Assert.That(
            Content.HashOf(new Has<Dictionary<int, string>>(falling)),
            Is.EqualTo(Content.HashOf(new Has<Dictionary<int, string>>(rising))));
    }

    [Test]
    public void Dictionaries_that_differ_in_which_key_has_which_value_hash_differently()
    {
        ulong one = Content.HashOf(new Has<Dictionary<int, int>>(new() { [1] = 10, [2] = 20 }));
        ulong other = Content.HashOf(new Has<Dictionary<int, int>>(new() { [1] = 20, [2] = 10 }));

        Assert.That(other, Is.Not.EqualTo(one));
    }

    [Test]
    public void What_may_be_a_member_has_a_shape_of_its_own()
    {
        var hash = default(ContentHash);
        Shape.OfPart<int>().Measure(3, ref hash);
        Shape.OfPart<List<Point>>().Measure([new(1, "a")], ref hash);

        Assert.That(hash.Size, Is.EqualTo(8 + 4 + 13));
        Assert.That(
            Shape.OfPart<DateTime>,
            Throws.TypeOf<MessageException>().With.Message.EqualTo("The value is a DateTime, which can't travel; send a TimeSpan or a long instead."));
    }

    [Test]
    public void What_a_computed_property_says_does_not_count() =>
        Assert.That(Content.SizeOf(new Has<Point>(new(1, "a"))), Is.EqualTo(8 + 5));

    [Test]
    public void Nothing_and_empty_hash_differently()
    {
        Assert.That(Content.HashOf(new Has<string?>(null)), Is.Not.EqualTo(Content.HashOf(new Has<string?>(""))));
        Assert.That(Content.HashOf(new Has<List<int>?>(null)), Is.Not.EqualTo(Content.HashOf(new Has<List<int>?>([]))));
        Assert.That(
            Content.HashOf(new Has<ImmutableArray<int>>(default)), Is.Not.EqualTo(Content.HashOf(new Has<ImmutableArray<int>>([]))));
        Assert.That(Content.HashOf(new Has<int?>(null)), Is.Not.EqualTo(Content.HashOf(new Has<int?>(0))));
    }

    [Test]
    public void Half_of_a_surrogate_pair_is_an_error_that_names_the_member()
    {
        var problem = Assert.Throws<MessageException>(() => Content.Of(new Has<Has<List<string>>>(new(["fine", "ab\uD800c"]))));

        Assert.That(problem.Message, Is.EqualTo(
            "Has<List<string>>.Value holds a text with half of a surrogate pair (U+D800 at 2), which can't travel; " +
            "send bytes as a byte[] instead."));
    }

    [Test]
    public void A_record_that_contains_itself_is_an_error_that_names_the_member()
    {
        var tree = new Tree(1, []);
        tree.Children.Add(tree);

        Assert.That(
            () => Content.Of(tree),
            Throws.TypeOf<MessageException>().With.Message.EqualTo(
                "Tree.Children nests more than 200 records inside each other, which can't travel; does it contain itself?"));
    }

    [Test]
    public void A_record_that_contains_itself_in_a_dictionary_is_an_error_that_names_the_member()
    {
        var family = new Family([]);
        family.Members["self"] = family;

        Assert.That(() => Content.Of(family), Throws.TypeOf<MessageException>().With.Message.StartsWith("Family.Members nests more than 200"));
    }

    [Test]
    public void Many_records_side_by_side_are_not_deep() =>
        Assert.That(Content.SizeOf(new Tree(0, [.. Enumerable.Repeat(new Tree(1, []), 1000)])), Is.EqualTo(12 + (1000 * 12)));

    [Test]
    public void A_number_that_is_hashed_like_nothing_is_not_nothing() =>
        Assert.That(Content.HashOf(new Has<ulong?>(0xA5EB7E0C93D41F86)), Is.Not.EqualTo(Content.HashOf(new Has<ulong?>(null))));

    [Test]
    public void A_record_of_a_derived_type_is_an_error_that_names_both()
    {
        // A derived type in the same assembly is found by the rules; one of another assembly only when it comes.
        var module = AssemblyBuilder.DefineDynamicAssembly(new("Elsewhere"), AssemblyBuilderAccess.Run).DefineDynamicModule("Elsewhere");
        var derived = module.DefineType("Derived", TypeAttributes.Public, typeof(NotSealed));
        derived.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, []).GetILGenerator().Emit(OpCodes.Ret);
        var value = (NotSealed)RuntimeHelpers.GetUninitializedObject(derived.CreateType());
        const string Expected = "A Derived was sent as a NotSealed, so what it adds would be cut off; make NotSealed sealed.";

        Assert.That(() => Content.Of(value), Throws.TypeOf<MessageException>().With.Message.EqualTo(Expected));
        Assert.That(() => Content.Of(new Has<NotSealed[]>([value])), Throws.TypeOf<MessageException>().With.Message.EqualTo(Expected));
        Assert.That(() => BinaryWireCodec.Instance.Encode(value), Throws.TypeOf<MessageException>().With.Message.EqualTo(Expected));
    }

    [Test]
    public void Types_of_one_name_from_two_load_contexts_are_two_types()
    {
        var context = new AssemblyLoadContext("another", isCollectible: false);
        var assembly = context.LoadFromAssemblyPath(typeof(Tree).Assembly.Location);
        context.Resolving += (_, name) => name.Name == "Labs.Framework" ? typeof(Shape).Assembly : null;
        var other = assembly.GetType(typeof(Tree).FullName!)!;
        object value = Activator.CreateInstance(other, 1, Activator.CreateInstance(typeof(List<>).MakeGenericType(other)))!;

        var bytes = BinaryWireCodec.Instance.Encode(new Tree(1, []));
        object copy = typeof(ShapeMeasureTests).GetMethod(nameof(Copy), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(other).Invoke(null, [value])!;

        Assert.That(other, Is.Not.EqualTo(typeof(Tree)));
        Assert.That(copy, Is.TypeOf(other));
        Assert.That(BinaryWireCodec.Instance.Decode<Tree>(bytes), Is.TypeOf<Tree>());
    }

    [Test]
    public void Measuring_makes_no_garbage()
    {
        var entries = new Has<List<Mixed>>(
            [.. Enumerable.Range(0, 4).Select(i => new Mixed(i, "text", new byte[100], DayOfWeek.Friday, i))]);
        Content.Of(entries);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
            Content.Of(entries);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static T Copy<T>(T value)
        where T : class
    {
        Shape.Of<T>().Describe(value, new StringBuilder());
        return BinaryWireCodec.Instance.Decode<T>(BinaryWireCodec.Instance.Encode(value));
    }

    private sealed record Family(Dictionary<string, Family> Members);

    private sealed record Has<T>(T Value);

    private sealed record Mixed(int Term, string Text, byte[] Bytes, DayOfWeek Day, int? Vote);
}
