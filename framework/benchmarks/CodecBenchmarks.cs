using BenchmarkDotNet.Attributes;
using Labs.Framework.Wire;

namespace Labs.Benchmarks;

/// <summary>What a message costs on its way: measured, encoded, decoded.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private static readonly Heartbeat Empty = new(3, 1, 170, 2, 169, []);
    private static readonly Heartbeat Full = new(3, 1, 170, 2, 169, [.. Enumerable.Repeat(new byte[100], 4)]);
    private static readonly HeartbeatReply Reply = new(3, Success: true);

    /// <summary>A heartbeat and its reply.</summary>
    [Benchmark]
    public object HeartbeatAndReply() => RoundTrip(Empty);

    /// <summary>Four entries of 100 bytes and the reply.</summary>
    [Benchmark]
    public object FourEntriesAndReply() => RoundTrip(Full);

    /// <summary>The content's hash and size alone, of four entries.</summary>
    [Benchmark]
    public ulong MeasureFourEntries() => Measure(Full).Value;

    private static HeartbeatReply RoundTrip(Heartbeat heartbeat)
    {
        Measure(heartbeat);
        BinaryWireCodec.Instance.Decode<Heartbeat>(BinaryWireCodec.Instance.Encode(heartbeat));
        Measure(Reply);
        return BinaryWireCodec.Instance.Decode<HeartbeatReply>(BinaryWireCodec.Instance.Encode(Reply));
    }

    private static ContentHash Measure<T>(T message)
    {
        var content = default(ContentHash);
        Shape.Of<T>().Measure(message, ref content);
        return content;
    }
}
