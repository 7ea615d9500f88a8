using System.Collections.Immutable;

namespace Labs.Framework.Tests.Wire;

/// <summary>A message with a member of every kind that travels.</summary>
internal sealed record Everything(
    bool Bool,
    char Char,
    byte Byte,
    sbyte SByte,
    short Short,
    ushort UShort,
    int Int,
    uint UInt,
    long Long,
    ulong ULong,
    Int128 Wide,
    UInt128 WideUnsigned,
    float Float,
    double Double,
    decimal Decimal,
    string? Text,
    DayOfWeek Enum,
    TimeSpan Time,
    Guid Guid,
    byte[]? Bytes,
    Memory<byte> Memory,
    ReadOnlyMemory<byte> ReadOnlyMemory)
{
    public int? MaybeInt { get; init; }

    public Point? MaybePoint { get; init; }

    public Point Point { get; init; }

    public Tree? Tree { get; set; }

    public double[]? Doubles { get; init; }

    public List<string?>? Texts { get; init; }

    public IReadOnlyList<Point>? Points { get; init; }

    public ImmutableArray<int> Numbers { get; init; }

    public ImmutableArray<byte> ImmutableBytes { get; init; }

    public List<byte[]?>? Commands { get; init; }

    public Dictionary<string, int>? ByText { get; init; }

    public Dictionary<DayOfWeek, string?>? ByDay { get; init; }

    public IReadOnlyDictionary<long, List<int>?>? ByNumber { get; init; }

    public SortedDictionary<int, Point>? Sorted { get; init; }

    public Dictionary<byte, Dictionary<string, float>>? Nested { get; init; }
}
