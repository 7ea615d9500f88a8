using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Labs.Framework.Wire;

namespace Labs.Framework.Tests.Wire;

[SuppressMessage("Performance", "CA1812", Justification = "The records are looked at, never made.")]
[SuppressMessage("Performance", "CA1852", Justification = "Some records must not be sealed.")]
[SuppressMessage("Design", "MA0053", Justification = "Some records must not be sealed.")]
[SuppressMessage("CodeQuality", "IDE0051", Justification = "Private members are what some records are about.")]
[SuppressMessage("CodeQuality", "IDE0052", Justification = "Private members are what some records are about.")]
internal sealed class ShapeRulesTests
{
    private enum Color : byte
    {
        Red,
    }

    [TestCaseSource(nameof(Refused))]
    public void What_cannot_travel_is_named_with_its_cure(Action find, string expected)
    {
        var problem = Assert.Throws<MessageException>(() => find());

        Assert.That(problem.Message, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Refused))]
    public void What_cannot_travel_is_named_again_at_the_second_use(Action find, string expected)
    {
        Assert.Throws<MessageException>(() => find());

        Assert.That(() => find(), Throws.TypeOf<MessageException>().With.Message.EqualTo(expected));
    }

    [TestCaseSource(nameof(Allowed))]
    public void What_can_travel_has_a_shape(Action find) => Assert.That(() => find(), Throws.Nothing);

    [Test]
    public void A_shape_is_built_once()
    {
        var first = Shape.Of<Everything>();

        Assert.That(Shape.Of<Everything>(), Is.SameAs(first));
    }

    [Test]
    public void A_record_stays_refused_when_the_record_inside_it_was_refused()
    {
        // The outer record must not be remembered as good when only its neighbour fails.
        Assert.Throws<MessageException>(() => Shape.Of<Outer>());
        Assert.Throws<MessageException>(() => Shape.Of<Middle>());
    }

    [Test]
    public void Threads_that_meet_at_the_first_use_get_working_shapes()
    {
        var start = new ManualResetEventSlim();
        var hashes = new ulong[8];
        var threads = Enumerable.Range(0, hashes.Length).Select(i => new Thread(() =>
        {
            start.Wait();
            hashes[i] = Content.HashOf(new First(new Second([new First(null)])));
        })).ToList();
        threads.ForEach(t => t.Start());
        start.Set();
        threads.ForEach(t => t.Join());

        Assert.That(hashes, Has.All.EqualTo(hashes[0]).And.All.Not.Zero);
    }

    private static IEnumerable<TestCaseData> Refused() =>
    [
        Case<int>("int is no record; messages and saved state are records: write 'sealed record'."),
        Case<string>("string is no record; messages and saved state are records: write 'sealed record'."),
        Case<Pair>("Pair is a record struct; messages and saved state are records: write 'sealed record'."),
        Case<Plain>("Plain is no record; messages and saved state are records: write 'sealed record'."),
        Case<IMarker>("IMarker is no record; messages and saved state are records: write 'sealed record'."),
        Case<List<Empty>>("List<Empty> is no record; messages and saved state are records: write 'sealed record'."),

        Case<Has<DateTime>>("Has<DateTime>.Value is a DateTime, which can't travel; send a TimeSpan or a long instead."),
        Case<Has<DateTimeOffset?>>("Has<DateTimeOffset?>.Value is a DateTimeOffset, which can't travel; send a TimeSpan or a long instead."),
        Case<Has<List<DateTime>>>("Has<List<DateTime>>.Value contains a DateTime, which can't travel; send a TimeSpan or a long instead."),
        Case<Has<object>>("Has<object>.Value is an object, so what arrives is unknown; name the type."),
        Case<Has<Dictionary<string, object[]>>>(
            "Has<Dictionary<string, object[]>>.Value contains an object, so what arrives is unknown; name the type."),
        Case<Has<Action>>("Has<Action>.Value is an Action, which is code and can't travel; send what it needs to know instead."),
        Case<Has<Task<int>>>("Has<Task<int>>.Value is a Task<int>, which can't travel; await it and send its result instead."),
        Case<Has<ValueTask>>("Has<ValueTask>.Value is a ValueTask, which can't travel; await it and send its result instead."),
        Case<Has<Exception>>("Has<Exception>.Value is an Exception, which can't travel; send its message as a string instead."),
        Case<Has<(int, string)>>(
            "Has<ValueTuple<int, string>>.Value is a ValueTuple<int, string>, which can't travel; send a record with named members instead."),
        Case<Has<nint>>("Has<nint>.Value is a nint, which can't travel; send a long instead."),
        Case<Has<Half>>("Has<Half>.Value is a Half, which can't travel; send a float instead."),
        Case<Has<int[,]>>("Has<int[,]>.Value is an int[,], which can't travel; send an array of arrays instead."),
        Case<Has<Memory<int>>>("Has<Memory<int>>.Value is a Memory<int>, which can't travel; send an int[] instead."),
        Case<Has<IEnumerable<int>>>("Has<IEnumerable<int>>.Value is an IEnumerable<int>, which can't travel; send a List<int> or an int[] instead."),
        Case<Has<HashSet<string>>>("Has<HashSet<string>>.Value is a HashSet<string>, which can't travel; send a List<string> or a string[] instead."),
        Case<Has<IDictionary<int, bool>>>(
            "Has<IDictionary<int, bool>>.Value is an IDictionary<int, bool>, which can't travel; send a Dictionary<int, bool> instead."),
        Case<Has<ImmutableDictionary<string, int>>>(
            "Has<ImmutableDictionary<string, int>>.Value is an ImmutableDictionary<string, int>, which can't travel; " +
            "send a Dictionary<string, int> instead."),
        Case<Has<Dictionary<Guid, int>>>("Has<Dictionary<Guid, int>>.Value has keys of type Guid; only strings, integers and enums can be keys."),
        Case<Has<Dictionary<char, int>>>("Has<Dictionary<char, int>>.Value has keys of type char; only strings, integers and enums can be keys."),
        Case<Has<Version>>("Has<Version>.Value is a Version, which can't travel; send numbers, strings, bytes, lists or records of these instead."),
        Case<Has<IMarker>>("Has<IMarker>.Value is an IMarker, an interface, so what arrives is unknown; name a record."),
        Case<Has<Plain>>("Has<Plain>.Value is a Plain, a class but no record; write 'sealed record'."),
        Case<Has<Point>>("Has<Point>.Value is a Point, a struct but no record; write 'readonly record struct'."),
        Case<Has<Deep>>("Deep.At is a DateTime, which can't travel; send a TimeSpan or a long instead."),

        Case<Abstract>("Abstract is an abstract record, so what arrives is unknown; send a sealed record instead."),
        Case<Has<Abstract[]>>("Abstract is an abstract record, so what arrives is unknown; send a sealed record instead."),
        Case<Has<Base>>("Derived derives from Base, so what it adds would be cut off; make Base sealed, or send a record of its own."),
        Case<OpenBase<int>>("OpenDerived derives from OpenBase<int>, so what it adds would be cut off; make OpenBase<int> sealed, or send a record of its own."),

        Case<PrivateField>("PrivateField._secret is a private field, so it would not travel; make it a public property, or take it out."),
        Case<InternalField>("InternalField.Secret is an internal field, so it would not travel; make it a public property, or take it out."),
        Case<ProtectedField>("ProtectedField.Secret is a protected field, so it would not travel; make it a public property, or take it out."),
        Case<InheritedField>("HoldsField._secret is a private field, so it would not travel; make it a public property, or take it out."),
        Case<PublicField>("PublicField.Term is a field, and only properties travel; write '{ get; init; }' behind it."),
        Case<PrivateProperty>("PrivateProperty.Secret is not public, so it would not travel; make it public, or take it out."),
        Case<PrivateSetter>("PrivateSetter.Term can't be set when it arrives; write '{ get; init; }', or make it a parameter of the record."),
        Case<GetOnly>("GetOnly.Twice can't be set when it arrives; write '{ get; init; }', or make it a parameter of the record."),
        Case<Has<GetOnlyStruct>>("GetOnlyStruct.Term can't be set when it arrives; write '{ get; init; }'."),
        Case<Lazy>("Lazy.Text can't be set when it arrives; write '{ get; init; }', or make it a parameter of the record."),
        Case<TwoConstructors>(
            "TwoConstructors has 2 public constructors, so it is open which one makes it when it arrives; keep one, and make the others static methods."),
        Case<NoConstructor>("NoConstructor has no public constructor, so nobody can make it when it arrives; make one public."),
        Case<LostParameter>("LostParameter's constructor takes 'index', but LostParameter has no public property of that name to send; add one."),
        Case<OtherType>("OtherType.Term is a long, but the constructor takes 'term' as an int; make them the same type."),
        Case<OnlyCase>("OnlyCase's constructor takes 'term', which may be OnlyCase.Term or OnlyCase.TERM; rename one."),
        Case<Endless<int>>("Endless<int> consists of more than 256 types of records; send fewer."),
        Case<Hides>("Hidden.Term is hidden by Hides.Term, so it would not travel; rename one."),
    ];

    private static IEnumerable<TestCaseData> Allowed() =>
    [
        Good<Everything>(),
        Good<Empty>(),
        Good<Tree>(),
        Good<Left>(),
        Good<Has<Has<Has<int>>>>(),
        Good<Has<Pair?>>(),
        Good<Has<Dictionary<Color, List<Tree?>[]>>>(),
        Good<Has<byte[][]>>(),
        Good<NotSealed>(),
        Good<Derived>(),
        Good<Overrides>(),
        Good<Computed>(),
        Good<CamelCase>(),
        Good<Mutable>(),
        Good<FieldKeyword>(),
        Good<EmptyConstructorToo>(),
        Good<HasStatics>(),
        Good<Has<MutablePair>>(),
    ];

    private static TestCaseData Case<T>(string expected) =>
        new TestCaseData((Action)(() => Shape.Of<T>()), expected).SetArgDisplayNames(typeof(T).Name + " " + expected.Split(' ')[0]);

    private static TestCaseData Good<T>() =>
        new TestCaseData((Action)(() => Shape.Of<T>())).SetArgDisplayNames(typeof(T).ToString().Split('+')[^1]);

    private interface IMarker;

    private abstract record Abstract(int Term);

    private readonly record struct Pair(int First, string Second);

    private record struct MutablePair(int First, string Second);

    private readonly record struct GetOnlyStruct(int Index)
    {
        public int Term { get; } = Index;
    }

    private struct Point
    {
        public int X { get; set; }
    }

    private record Base(int Term);

    private record OpenBase<T>(T Value);

    private record HoldsField
    {
        private readonly int _secret = 1;

        public int Twice => 2 * _secret;
    }

    private abstract record Hidden
    {
        public int Term { get; init; }
    }

    private abstract record Overridden
    {
        public virtual int Term { get; init; }
    }

    private record NotSealed(int Term);

    private sealed class Plain;

    private sealed record Has<T>(T Value);

    private sealed record Empty;

    private sealed record Deep(DateTime At);

    private sealed record Outer(Middle Middle);

    private sealed record Middle(Outer? Outer, DateTime At);

    private sealed record Derived(int Term, int Index) : Base(Term);

    private sealed record OpenDerived(int Index) : OpenBase<int>(Index);

    private sealed record PrivateField(int Term)
    {
        private int _secret;

        public int Count() => _secret++;
    }

    private sealed record InternalField
    {
        internal int Secret = 1;
    }

    private record ProtectedField
    {
        protected int Secret = 1;
    }

    private sealed record InheritedField : HoldsField;

    private sealed record PublicField
    {
        public int Term = 1;
    }

    private sealed record PrivateProperty(int Term)
    {
        private int Secret { get; set; }
    }

    private sealed record PrivateSetter
    {
        public int Term { get; private set; }

        public void Raise() => Term++;
    }

    private sealed record GetOnly(int Term)
    {
        public int Twice { get; } = 2 * Term;
    }

    private sealed record Lazy(int Term)
    {
        public string Text => field ??= "term " + Term;
    }

    private sealed record TwoConstructors(int Term, int Index)
    {
        public TwoConstructors(int term)
            : this(term, 0)
        {
        }
    }

    private sealed record NoConstructor
    {
        private NoConstructor()
        {
        }

        public static NoConstructor Make() => new();
    }

    private sealed record LostParameter
    {
        public LostParameter(int term, int index) => Term = term + index;

        public int Term { get; }
    }

    private sealed record OtherType
    {
        public OtherType(int term) => Term = term;

        public long Term { get; }
    }

    private sealed record OnlyCase
    {
        public OnlyCase(int term) => Term = TERM = term;

        public int Term { get; }

        public int TERM { get; }
    }

    private sealed record Hides : Hidden
    {
        public new int Term { get; init; }
    }

    private sealed record Overrides : Overridden
    {
        public override int Term { get; init; }
    }

    private sealed record Computed(int Term)
    {
        public int Next => Term + 1;

        public int this[int index] => index;
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

    private sealed record FieldKeyword
    {
        public int Term { get => field; init => field = Math.Max(value, 0); }
    }

    private sealed record EmptyConstructorToo(int Term)
    {
        public EmptyConstructorToo()
            : this(0)
        {
        }
    }

    private sealed record HasStatics(int Term)
    {
        public const int Least = 1;

        private static readonly object Nothing = new();

        public static HasStatics Zero { get; } = new(Nothing is null ? 1 : 0);
    }

    private sealed record Endless<T>(Endless<List<T>> Inner);

    private sealed record First(Second? Second);

    private sealed record Second(List<First> Firsts);

    private sealed record Left(Right? Right);

    private sealed record Right(Left? Left);
}
