using System.Collections.Immutable;

namespace Labs.Framework.Tests.Wire;

/// <summary>Makes messages with random content, ordinary and odd.</summary>
internal sealed class EverythingSource(int seed)
{
    private static readonly double[] OddReals =
    [
        0, -0.0, 1, 0.1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, double.MinValue,
    ];

    private static readonly decimal[] OddDecimals =
        [0m, 0.00m, -0.0m, 1.10m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m];

    private static readonly string[] OddTexts =
        ["", "a", "\0", "\"\\/\b\n", "<script>", "äöü", "\u2028", "😀 pair", "\uFFFD", "$type", "null", "{}", "\uFEFF", "é"];

    private readonly Random _random = new(seed);

    public Everything Next() => new(
        Coin(),
        (char)_random.Next(0x10000),
        (byte)Number(),
        (sbyte)Number(),
        (short)Number(),
        (ushort)Number(),
        (int)Number(),
        (uint)Number(),
        Number(),
        (ulong)Number(),
        new Int128((ulong)Number(), (ulong)Number()),
        new UInt128((ulong)Number(), (ulong)Number()),
        (float)Real(),
        Real(),
        Money(),
        Maybe(Text),
        Day(),
        TimeSpan.FromTicks(Number()),
        new Guid(Bytes(16)),
        Maybe(Bytes),
        Bytes(),
        Coin() ? default : Bytes().AsMemory())
    {
        MaybeInt = Coin() ? (int)Number() : null,
        MaybePoint = Coin() ? Point() : null,
        Point = Point(),
        Tree = Maybe(() => Tree(3)),
        Doubles = Maybe(() => List(Real).ToArray()),
        Texts = Maybe(() => List(() => Maybe(Text))),
        Points = Points(),
        Numbers = Coin() ? default : [.. List(() => (int)Number())],
        ImmutableBytes = Coin() ? default : [.. Bytes()],
        Commands = Maybe(() => List(() => Maybe(Bytes))),
        ByText = Maybe(() => Dictionary(Text, () => (int)Number())),
        ByDay = Maybe(() => Dictionary(Day, () => Maybe(Text))),
        ByNumber = Maybe(() => Dictionary(Number, () => Maybe(() => List(() => (int)Number())))),
        Sorted = Maybe(() => new SortedDictionary<int, Point>(Dictionary(() => (int)Number(), Point))),
        Nested = Maybe(() => Dictionary(() => (byte)Number(), () => Dictionary(Text, () => (float)Real()))),
    };

    private IReadOnlyList<Point>? Points() => _random.Next(4) switch
    {
        0 => null,
        1 => List(Point),
        2 => List(Point).ToArray(),
        _ => List(Point).ToImmutableArray(),
    };

    private bool Coin() => _random.Next(2) == 0;

    private T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(4) == 0 ? null : make();

    private long Number() => _random.Next(5) switch
    {
        0 => _random.Next(3) - 1,
        1 => long.MaxValue,
        2 => long.MinValue,
        3 => _random.Next(),
        _ => _random.NextInt64(long.MinValue, long.MaxValue),
    };

    private double Real() => Coin() ? OddReals[_random.Next(OddReals.Length)] : BitConverter.Int64BitsToDouble(Number());

    private decimal Money() => Coin() ? OddDecimals[_random.Next(OddDecimals.Length)] : (decimal)Number() / 1000;

    private DayOfWeek Day() => (DayOfWeek)_random.Next(-2, 10);

    private string Text() => Coin()
        ? OddTexts[_random.Next(OddTexts.Length)]
        : string.Concat(List(() => OddTexts[_random.Next(OddTexts.Length)] + (char)_random.Next(0xD800)));

    private byte[] Bytes() => Bytes(_random.Next(20));

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private Point Point() => new((int)Number(), Maybe(Text));

    private Tree Tree(int depth) => new((int)Number(), depth == 0 ? [] : List(() => Tree(depth - 1)));

    private List<T> List<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(5)).Select(_ => make())];

    private Dictionary<TKey, TValue> Dictionary<TKey, TValue>(Func<TKey> key, Func<TValue> value)
        where TKey : notnull
    {
        var entries = new Dictionary<TKey, TValue>();
        for (int i = _random.Next(6); i > 0; i--)
            entries[key()] = value();
        return entries;
    }
}
