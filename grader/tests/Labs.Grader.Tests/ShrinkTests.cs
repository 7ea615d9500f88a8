namespace Labs.Grader.Tests;

public sealed class ShrinkTests
{
    private const string Scenario = "It_says_back_what_it_hears";

    [Test]
    public void A_failing_trial_is_made_smaller_told_and_kept_and_the_file_replays_it()
    {
        using var submission = EchoSubmission.Saying("return \"no\";");

        var outcome = submission.Run("shrink", "--out", "small.json");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(outcome.Output, Does.StartWith($"Making {Scenario}, seed 0x0000000000000005, smaller.\n\n"));
        Assert.That(outcome.Output, Does.Match(@"\n4 deviations -> 0; 0 operations; 3 servers; \d+ runs, \d+\.\d s\.\n"));
        Assert.That(outcome.Output, Does.Match(@"\n  1\. 0\.\d{3} \d{3} s  server 0 heard 'hello' and said 'no'\n"));
        string command = outcome.Output.Split('\n')[^2].Split(" -- ")[1];
        Assert.That(command, Is.EqualTo($"replay echo --scenario {Scenario} --seed 0x0000000000000005 --submission theirs --schedule small.json"));

        var replay = LabsProcess.RunIn(submission.Folder, command.Split(' '));
        Assert.That((replay.Status, replay.Error), Is.EqualTo((1, "")));
        Assert.That(replay.Output, Does.EndWith("\nThis is the run of the file, to the last event.\n"));

        // The file says which trial it is.
        var bare = LabsProcess.RunIn(submission.Folder, "replay", "echo", "--submission", "theirs", "--schedule", "small.json");
        Assert.That(bare, Is.EqualTo(replay));

        // A key that never comes up, and another failure.
        string file = Path.Combine(submission.Folder, "small.json");
        string text = File.ReadAllText(file).Replace("'no'", "'nay'");
        File.WriteAllText(file, text.Replace("\"deviations\": []", "\"deviations\": [{\"key\": \"crash echo/0 #1\"}]"));
        var edited = LabsProcess.RunIn(submission.Folder, command.Split(' '));
        Assert.That(edited.Output, Does.Contain("\nThis is not the failure of the file (safety): server 0 heard 'hello' and said 'nay'\n"));
        Assert.That(edited.Output, Does.EndWith("\n1 of 1 deviations of the file never came up:\n  crash echo/0 #1\n"));
    }

    [Test]
    public void A_search_ends_at_its_limit_with_what_it_has_found()
    {
        // A trial takes longer than the search may, so that it is cut off in the second one.
        using var submission = EchoSubmission.Saying(
            "for (int i = 0; i < 400; i++) text += System.Numerics.BigInteger.Pow(3, 300_000).IsZero ? \"\" : \"!\"; return text;");

        var outcome = submission.Run("shrink", "--time-limit", "1", "--jobs", "2", "--out", "small.json");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(outcome.Output, Does.Contain("\nThe search came to its limit; a longer --time-limit may find a smaller run.\n"));
        Assert.That(File.Exists(Path.Combine(submission.Folder, "small.json")), Is.True);
    }

    [Test]
    public void A_trial_that_passes_can_not_be_made_smaller()
    {
        using var submission = EchoSubmission.Saying("return text;");

        var outcome = submission.Run("shrink", "--out", "small.json");

        Assert.That((outcome.Status, outcome.Output.Split('\n').Length), Is.EqualTo((2, 2)));
        Assert.That(outcome.Error, Is.EqualTo("labs: the trial with seed 0x0000000000000005 passes; take one that a report lists as failed\n"));
        Assert.That(File.Exists(Path.Combine(submission.Folder, "small.json")), Is.False);
    }

    [TestCase("{", "small.json, line 1: this is not JSON; write the file again with labs shrink")]
    [TestCase("""{"schema": "labs-schedule/1", "lab": "echo"}""", "small.json, line 1: failure is missing; write an object with kind and reason, or the file again with labs shrink")]
    [TestCase(null, "small.json is a schedule of seed 0x0000000000000006, and 0x0000000000000005 was asked for; give the one or the other")]
    public void A_wrong_file_is_refused(string? text, string message)
    {
        using var submission = EchoSubmission.Saying("return text;");
        File.WriteAllText(Path.Combine(submission.Folder, "small.json"), text ?? $$"""
            {
              "schema": "labs-schedule/1", "lab": "echo", "scenario": "{{Scenario}}", "seed": "0x6", "servers": 3, "variation": 0,
              "failure": { "kind": "safety", "reason": "none" }, "traceHash": "0x0", "deviations": []
            }
            """);

        var outcome = submission.Run("replay", "--schedule", "small.json");

        Assert.That((outcome.Status, outcome.Output, outcome.Error), Is.EqualTo((2, "", $"labs: {message}\n")));
    }
}
