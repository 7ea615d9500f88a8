using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Labs.Grader.Grading;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;

namespace Labs.Grader.Tests;

/// <summary>What a submission can't do to the machine, even where no rule has kept it from trying.</summary>
public sealed class WallTests
{
    [Test]
    [Platform("Linux")]
    public void A_wall_that_is_said_to_be_up_holds()
    {
        using var folder = new ScratchFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var other = Process.Start("sleep", "120");
        string file = Path.Combine(folder.Path, "made");
        using var submission = EchoSubmission.Saying(
            $$"""
            throw new InvalidOperationException(
                Try("files", () => File.WriteAllText("{{file}}", "text"))
                + Try("programs", () => System.Diagnostics.Process.Start("true"))
                + Try("tcp", () => new System.Net.Sockets.TcpClient().Connect("127.0.0.1", {{((IPEndPoint)listener.LocalEndpoint).Port}}))
                + Try("signals", () => System.Diagnostics.Process.GetProcessById({{other.Id}}).Kill()));
            """,
            """
            private static string Try(string what, Action act)
            {
                try
                {
                    act();
                    return what + " is open; ";
                }
                catch (Exception error)
                {
                    return $"{what} is closed by {error.GetType().Name}; ";
                }
            }
            """);

        var result = submission.GradeUnverified(trials: 1, seed: 1);
        bool hasEnded = other.HasExited;
        other.Kill();

        string reason = result.Tests.Single().Failures.Single().Reason;
        Walls[] tried = [Walls.Files, Walls.Programs, Walls.Tcp, Walls.Signals];
        string[] expected = [.. tried.Select(wall => $"{WallNames.Of(wall)} is {(result.Walls.HasFlag(wall) ? "closed" : "open")}")];
        foreach (string words in expected) Assert.That(reason, Does.Contain(words));
        Assert.That(File.Exists(file), Is.EqualTo(!result.Walls.HasFlag(Walls.Files)));
        Assert.That(hasEnded, Is.EqualTo(!result.Walls.HasFlag(Walls.Signals)));
    }

    [Test]
    public void Nothing_is_run_where_a_wall_is_missing_that_is_required()
    {
        var suite = new LabShelf(LabsProcess.Root).Open("echo");
        using var submission = EchoSubmission.Saying("return text;");
        var choice = new SubmissionChoice(new LabShelf(LabsProcess.Root), submission.PathOf(""), []);
        var job = LoadedSubmission.Load(suite, choice, CancellationToken.None).Job with { NeededWalls = Walls.Memory | (Walls)(1 << 20) };
        var farm = new TrialFarm(job, jobs: 1, new WorkerLimits(WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory));

        var refusal = Assert.Throws<GraderException>(
            () => farm.RunAlone(new TrialOrder(suite.Suite.Scenarios[0].Name, 0, 1), CancellationToken.None));

        Assert.That(refusal.Message, Does.Contain("isolation is required, and this system lacks a wall"));
    }

    [Test]
    public void The_compiler_stands_behind_the_walls_that_workers_have()
    {
        using var submission = EchoSubmission.Saying("return text;");
        var shelf = new LabShelf(LabsProcess.Root);

        var loaded = LoadedSubmission.Load(
            shelf.Open("echo"), new SubmissionChoice(shelf, submission.PathOf(""), []), CancellationToken.None);

        Assert.That(loaded.CompilerWalls, Is.EqualTo(Fortress.Rehearse()));
    }

    [Test]
    public void A_heap_in_which_no_runtime_starts_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChildProcess<object>("worker", 47L * 1024 * 1024).Dispose());
    }

    [Test]
    public void The_walls_are_printed_and_stand_in_the_result_and_a_missing_one_fails_a_grade_that_needs_it()
    {
        using var submission = EchoSubmission.Saying("return text;");

        var (outcome, json) = submission.GradeToFile("--trials", "1");
        var strict = submission.Grade("--trials", "1", "--require-isolation");

        Assert.That(outcome.Output, Does.Contain("Walls around the submission: memory, environment"));
        Assert.That(json, Does.Contain("\"walls\": [\n    \"memory\",\n    \"environment\""));
        bool lacksOne = outcome.Output.Contains("not on this system", StringComparison.Ordinal);
        Assert.That(strict.Status, Is.EqualTo(lacksOne ? 3 : outcome.Status), strict.Error);
    }
}
