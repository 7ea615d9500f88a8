using System.Text.Json;

namespace Labs.Grader.Tests;

public sealed class ReplayTests
{
    private const string Scenario = "It_says_back_what_it_hears";

    [Test]
    public void A_failure_replays_with_the_same_verdict_and_hash_and_tells_its_story()
    {
        using var submission = EchoSubmission.Saying("Console.WriteLine(\"on the console\"); return \"no\";");
        var (_, json) = submission.GradeToFile();
        using var document = JsonDocument.Parse(json);
        var failure = document.RootElement.GetProperty("tests")[0].GetProperty("failures")[2];

        // The line's own words after 'labs'.
        string[] command = failure.GetProperty("replay").GetString()!.Split(" -- ")[1].Split(' ');
        var outcome = LabsProcess.RunIn(submission.Folder, [.. command, "--trace", "events.jsonl"]);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((1, "")));
        Assert.That(outcome.Output, Does.StartWith($"{Scenario}, seed {failure.GetProperty("seed").GetString()}\n"));
        Assert.That(outcome.Output, Does.Match(@" s  echo/0 +log +0 heard hello\n"));
        Assert.That(outcome.Output, Does.Contain("The submission printed:\n  | on the console\n"));
        Assert.That(outcome.Output, Does.Match(@"Failed \(safety\) at \d\.\d{3} \d{3} s of virtual time: server 0 heard 'hello' and said 'no'\n"));
        Assert.That(outcome.Output, Does.Contain($"Trace hash {failure.GetProperty("traceHash").GetString()}, "));
        string[] events = File.ReadAllLines(Path.Combine(submission.Folder, "events.jsonl"));
        Assert.That(events, Has.Some.Match(@"^\{""at"":0\.\d+,""node"":""echo/0"",""kind"":""log"",""text"":""0 heard hello""\}$"));
    }

    [Test]
    public void A_trial_that_passes_ends_with_0()
    {
        var outcome = LabsProcess.Run("replay", "echo", "--scenario", Scenario, "--seed", "0x5");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(outcome.Output, Does.Match(@"\nPassed after \d\.\d{3} \d{3} s of virtual time\.\nTrace hash 0x[0-9a-f]{16}, "));
    }

    [Test]
    public void A_log_line_with_a_side_effect_is_told_apart()
    {
        using var submission = EchoSubmission.Saying("node.Log($\"{++_said}\"); return _said == 0 ? text : \"no\";", "private int _said;");

        var outcome = LabsProcess.RunIn(
            submission.Folder, "replay", "echo", "--scenario", Scenario, "--seed", "0x5", "--submission", EchoSubmission.Name);

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(
            outcome.Output,
            Does.Contain("With its events kept the trial went another way").And.Contains("Passed after").And.Contains("Failed (safety)"));
    }
}
