using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Testing.Tests.Reports;

/// <summary>What a reader is told of a trial that did not pass.</summary>
public sealed class FailureReportTests
{
    private const string Details = """
        System.InvalidOperationException: no more greetings
           at Labs.Framework.Wire.Shape.Of[T]() in /repo/framework/Labs.Framework/Wire/Shape.cs:line 12
           at System.Collections.Generic.Dictionary`2.Get()
           at Labs.Toy.Toy.Greet() in Toy.cs:line 20
           at System.Linq.Enumerable.Sum()
           at Labs.Toy.Toy.OnHello(Hello hello) in Toy.cs:line 12
        --- End of stack trace from previous location ---
           at Labs.Toy.Toy.GreetAsync() in Toy.cs:line 44
           at Labs.Simulation.Incarnation.Receive() in /repo/framework/Labs.Simulation/Incarnation.cs:line 41
           at Labs.Toy.Tests.ToyCluster.Make() in ToyCluster.cs:line 1
        """;

    [Test]
    public void A_failure_is_told_from_what_was_seen_to_how_to_see_it_again()
    {
        var events = new List<TraceEvent>
        {
            new(TimeSpan.Zero, "tester", "start", ""),
            new(TimeSpan.FromTicks(12_345_678), "toy/0", "send", "Hello { From = 0 } to toy/1"),
            new(TimeSpan.FromTicks(12_345_999), "toy/1", "throw", "InvalidOperationException at Toy.OnHello in Toy.cs:line 12"),
            new(TimeSpan.FromTicks(12_345_999), "toy/1", "log", "two\nlines and a \u001b[31mcolour"),
            new(TimeSpan.FromMinutes(10), "world", "failure", "no more greetings"),
        };
        var failure = new Failure(FailureKind.LeftSimulation, "toy/1 threw: no more greetings", TimeSpan.FromTicks(12_345_999), Details);
        var run = new RunResult(failure, null, TimeSpan.FromSeconds(2), 0xABCDEF, 5, 1, 8, [], events);
        var report = new FailureReport("Servers_greet_each_other", new TrialResult(0x2A, Verdict.Failed, run, "hello\nworld\u0007\n"))
        {
            Count = "3 of 17 trials failed",
            EventsShown = 4,
            Replays = ["first line", "second line"],
        };

        Approved.Check(report.ToString(), "FailureReport");
    }

    [Test]
    public void What_is_not_decided_says_so()
    {
        var run = new RunResult(null, "too many states", TimeSpan.FromSeconds(2), 0, 5, 1, 8, [], []);

        Assert.That(new FailureReport("One", new TrialResult(0x2A, Verdict.Inconclusive, run)).ToString(), Is.EqualTo("""
            One is inconclusive, which is never a pass
              too many states
              at 2.000 000 s of virtual time, seed 0x000000000000002a, trace 0000000000000000

            """));
    }

    [TestCase(FailureKind.Safety, "safety")]
    [TestCase(FailureKind.LeftSimulation, "left-simulation")]
    [TestCase(FailureKind.BusyLoop, "busy-loop")]
    [TestCase(FailureKind.Nondeterministic, "nondeterministic")]
    public void A_kind_is_one_word(FailureKind kind, string word) => Assert.That(FailureReport.Word(kind), Is.EqualTo(word));

    [TestCase(0, "0.000 000 s")]
    [TestCase(19, "0.000 001 s")]
    [TestCase(10_000_000, "1.000 000 s")]
    [TestCase(6_001_234_567_8, "6001.234 567 s")]
    public void A_time_is_told_to_the_microsecond(long ticks, string text) =>
        Assert.That(TraceText.Time(TimeSpan.FromTicks(ticks)), Is.EqualTo(text));

    [TestCase(0, "0 s")]
    [TestCase(1, "0.0001 ms")]
    [TestCase(1_500_000, "150 ms")]
    [TestCase(15_000_000, "1.5 s")]
    [TestCase(50_000_000, "5 s")]
    public void A_length_of_time_is_told_briefly(long ticks, string text) =>
        Assert.That(TraceText.Seconds(TimeSpan.FromTicks(ticks)), Is.EqualTo(text));
}
