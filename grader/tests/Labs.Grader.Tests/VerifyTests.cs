namespace Labs.Grader.Tests;

/// <summary>A grade can be repeated from its result file.</summary>
public sealed class VerifyTests
{
    private const string Sometimes = "int draw = node.Random.Next(4); return draw switch { 0 => \"no\", 1 => \"perhaps\", _ => text };";

    [TestCase("--trials", "7", "--part", "A,B", "--seed", "0x77")]
    [TestCase("--part", "B", "--trials", "40")]
    public void A_result_is_found_again_whatever_it_was(params string[] options)
    {
        using var submission = EchoSubmission.Saying(Sometimes);
        submission.GradeToFile(options);

        var outcome = Verify(submission);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")), outcome.Output);
        Assert.That(outcome.Output, Does.EndWith("Verified: graded again, it is the result of the file.\n"));
    }

    [Test]
    public void A_result_of_secret_seeds_is_found_again_with_the_secret_alone()
    {
        using var submission = EchoSubmission.Saying(Sometimes);
        string secret = Path.Combine(submission.Folder, "secret");
        File.WriteAllText(secret, "0123456789abcdef");
        submission.GradeToFile("--trials", "12", "--seed-secret", secret);

        Assert.That(Verify(submission, "--seed-secret", secret).Status, Is.Zero);
        var without = Verify(submission);
        Assert.That((without.Status, without.Output), Is.EqualTo((1, without.Output)));
        Assert.That(without.Output, Does.Contain("Not verified").And.Contain("--seed-secret"));
        File.WriteAllText(secret, "fedcba9876543210");
        Assert.That(Verify(submission, "--seed-secret", secret).Error, Is.EqualTo("labs: the result was not made with the seeds of this secret\n"));
    }

    [TestCase("\"score\": 0", "\"score\": 3", "tests[0].score: 3 in the file, 0 now")]
    [TestCase("\"failed\": 3", "\"failed\": 1", "tests[0].failed: 1 in the file, 3 now")]
    [TestCase("\"suiteHash\": \"", "\"suiteHash\": \"0", "suiteHash: ")]
    [TestCase("\"submissionHash\": \"", "\"submissionHash\": \"0", "submissionHash: ")]
    [TestCase("\"framework\": \"", "\"framework\": \"0", "framework: ")]
    public void What_was_changed_in_a_file_is_found(string original, string forged, string difference)
    {
        using var submission = EchoSubmission.Saying("return \"no\";");
        var (_, json) = submission.GradeToFile();
        Assert.That(json, Does.Contain(original), "else this test shows nothing");
        File.WriteAllText(Path.Combine(submission.Folder, "result.json"), json.Replace(original, forged, StringComparison.Ordinal));

        var outcome = Verify(submission);

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(outcome.Output, Does.Contain("Not verified").And.Contain(difference));
    }

    [Test]
    public void A_submission_that_has_changed_since_is_found_by_its_hash_without_a_trial()
    {
        using var submission = EchoSubmission.Saying("return \"no\";");
        submission.GradeToFile();
        submission.Write("echo/src/More.cs", "public sealed class More;");

        var outcome = Verify(submission);

        Assert.That((outcome.Status, outcome.Output.Split('\n')[0]), Is.EqualTo((1, "Not verified: this is not the result of the file.")));
        Assert.That(outcome.Output, Does.Contain("submissionHash: ").And.Not.Contain("trials"));
    }

    [Test]
    public void A_result_that_lacks_scenarios_says_so_beside_its_points()
    {
        using var submission = EchoSubmission.Saying("return text;");
        submission.GradeToFile("--part", "A");

        var outcome = Verify(submission);

        Assert.That(outcome.Status, Is.Zero, outcome.Error);
        Assert.That(outcome.Output, Does.Match("\nThe file has 1 of the lab's [0-9]+ scenarios; [^\n]+\nVerified: "));
    }

    [TestCase("\"tests\": [", "\"tests\": [{COPY},")]
    [TestCase("\"trials\": 3,", "\"trials\": 3000000000,")]
    [TestCase("\"score\": 0,", "\"score\": 5, \"score\": 0,")]
    public void What_no_grade_can_have_written_is_refused_in_one_line(string original, string forged)
    {
        using var submission = EchoSubmission.Saying("return \"no\";");
        var (_, json) = submission.GradeToFile();
        string copy = System.Text.Json.Nodes.JsonNode.Parse(json)!["tests"]![0]!.ToJsonString();
        string text = json.Replace(original, forged.Replace("{COPY}", copy, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(json), "else this test shows nothing");
        File.WriteAllText(Path.Combine(submission.Folder, "result.json"), text);

        var outcome = Verify(submission);

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")), outcome.Error);
        Assert.That(outcome.Error, Does.Match("^labs: [^\n]*is not a result file of the schema labs-result/1: [^\n]+\n$"));
    }

    [TestCase("{}")]
    [TestCase("not JSON")]
    [TestCase("{\"schema\":\"labs-result/9\"}")]
    [TestCase("{\"schema\":\"labs-result/1\",\"baseSeed\":\"x\",\"tests\":[]}")]
    public void What_is_no_result_is_refused(string text)
    {
        using var submission = EchoSubmission.Saying("return text;");
        File.WriteAllText(Path.Combine(submission.Folder, "result.json"), text);

        var outcome = Verify(submission);

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Error, Does.Contain("schema labs-result/1"));
    }

    [Test]
    public void A_choice_of_trials_beside_a_result_is_refused()
    {
        var outcome = LabsProcess.Run("grade", "echo", "--verify", "any", "--trials", "3");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((2, "labs: --verify repeats what the file says, so that --trials has no meaning beside it\n")));
    }

    private static LabsProcess.Outcome Verify(EchoSubmission submission, params string[] options) => LabsProcess.RunIn(
        submission.Folder, ["grade", "echo", "--submission", EchoSubmission.Name, "--verify", "result.json", .. options]);
}
