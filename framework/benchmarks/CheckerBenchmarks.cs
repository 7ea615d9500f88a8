using BenchmarkDotNet.Attributes;
using Labs.Checking;

namespace Labs.Benchmarks;

/// <summary>How long a history takes to check.</summary>
[MemoryDiagnoser]
public class CheckerBenchmarks
{
    private static readonly LinearizabilityChecker Checker = new(SequentialModel.Kv);
    private History _history = new([]);

    /// <summary>How many keys the operations are on: the fewer, the more of them are concurrent.</summary>
    [Params(50, 5, 1)]
    public int Keys { get; set; }

    /// <summary>Whether one get near the end returns an old value.</summary>
    [Params(true, false)]
    public bool IsLegal { get; set; }

    /// <summary>Makes 10,000 operations of 20 clients.</summary>
    [GlobalSetup]
    public void Make() => _history = RecordedHistory.Make(operations: 10_000, clients: 20, Keys, IsLegal, seed: 1);

    /// <summary>Checks them.</summary>
    [Benchmark]
    public CheckVerdict Check() => Checker.Check(_history).Verdict;
}
