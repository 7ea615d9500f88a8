using System.Text;

namespace Labs.Reporting.Tests;

public sealed class ResultFileTests
{
    private const string Written = """
        {
          "schema": "labs-result/1",
          "lab": "raft",
          "submission": "alice",
          "submissionHash": "aa",
          "baseSeed": "0x00000000000000ab",
          "score": 3,
          "maxScore": 8,
          "tests": [
            {
              "name": "A_leader_is_elected",
              "part": "A",
              "points": 3,
              "score": 3,
              "verdict": "passed",
              "trials": 20,
              "passed": 20,
              "failed": 0,
              "inconclusive": 0,
              "failures": [],
              "virtualSeconds": 0.1000002,
              "rpcs": 7,
              "events": 9
            },
            {
              "name": "Nothing_is_lost",
              "part": "B",
              "points": 5,
              "score": 0,
              "verdict": "inconclusive",
              "trials": 3,
              "passed": 1,
              "failed": 1,
              "inconclusive": 1,
              "failures": [
                {
                  "trial": 1,
                  "seed": "0x0000000000000001",
                  "kind": "safety",
                  "reason": "'x' <was> \"lost\"",
                  "traceHash": "0x00000000000000ff",
                  "replay": "again 1"
                },
                {
                  "trial": 2,
                  "seed": "0xffffffffffffffff",
                  "kind": "hang",
                  "reason": "no result",
                  "traceHash": null,
                  "replay": "again 2"
                }
              ],
              "virtualSeconds": 60,
              "rpcs": 0,
              "events": 0
            }
          ],
          "wallSeconds": 1.235,
          "walls": [
            "memory",
            "tcp"
          ],
          "virtualSeconds": 60.1000002,
          "framework": "1.0.0",
          "suiteHash": "bb"
        }

        """;

    [Test]
    public void A_result_is_written_to_the_letter_of_its_schema()
    {
        using var file = new MemoryStream();

        ResultFile.Write(file, Result());

        Assert.That(Encoding.UTF8.GetString(file.ToArray()), Is.EqualTo(Written));
    }

    private static LabResult Result() => new()
    {
        Lab = "raft",
        Submission = "alice",
        SubmissionHash = "aa",
        BaseSeed = 0xab,
        WallTime = TimeSpan.FromTicks(12_345_678),
        Walls = Walls.Tcp | Walls.Memory,
        Framework = "1.0.0",
        SuiteHash = "bb",
        Tests =
        [
            new TestResult
            {
                Name = "A_leader_is_elected",
                Part = "A",
                Points = 3,
                Score = 3,
                Verdict = TestVerdict.Passed,
                Passed = 20,
                Failed = 0,
                Inconclusive = 0,
                Failures = [],
                VirtualTime = TimeSpan.FromTicks(1_000_002),
                Rpcs = 7,
                Events = 9,
            },
            new TestResult
            {
                Name = "Nothing_is_lost",
                Part = "B",
                Points = 5,
                Score = 0,
                Verdict = TestVerdict.Inconclusive,
                Passed = 1,
                Failed = 1,
                Inconclusive = 1,
                Failures = [Failure(1, 1, "safety", "'x' <was> \"lost\"", 0xff), Failure(2, ulong.MaxValue, "hang", "no result", null)],
                VirtualTime = TimeSpan.FromMinutes(1),
                Rpcs = 0,
                Events = 0,
            },
        ],
    };

    private static TrialFailure Failure(int trial, ulong seed, string kind, string reason, ulong? hash) => new()
    {
        Trial = trial,
        Seed = seed,
        Kind = kind,
        Reason = reason,
        TraceHash = hash,
        Replay = $"again {trial}",
    };
}
