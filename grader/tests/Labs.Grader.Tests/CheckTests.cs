namespace Labs.Grader.Tests;

/// <summary>What the verb <c>check</c> prints, and that nothing is run of what it refuses.</summary>
public sealed class CheckTests
{
    private const string Broken = "Thread.Sleep(20); Console.WriteLine(new Random().Next()); return text;";

    private static readonly string[] Violations =
    [
        "echo/src/Theirs.cs:7:75: The symbol 'Thread' is banned in this project (RS0030): use node.Start(activity): a node is one logical thread.",
        "echo/src/Theirs.cs:7:111: The symbol 'Random.Random()' is banned in this project (RS0030): use node.Random: any other source makes a run that can't be replayed.",
    ];

    [Test]
    public void A_submission_that_breaks_no_rule_is_told_so_in_a_line()
    {
        var outcome = LabsProcess.Run("check", "echo");

        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(0, "echo, labs: 3 files compile and break no rule.\n", "")));
    }

    [Test]
    public void Each_violation_is_a_line_with_its_place_its_rule_and_its_cure()
    {
        using var submission = EchoSubmission.Saying(Broken);

        var outcome = LabsProcess.RunIn(submission.Folder, "check", "echo", "--submission", EchoSubmission.Name);

        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(2, string.Concat(Violations.Select(line => $"{EchoSubmission.Name}/{line}\n")), "")));
    }

    [Test]
    public void Grade_and_replay_refuse_it_with_the_same_lines()
    {
        using var submission = EchoSubmission.Saying(Broken);
        string expected = $"labs: the submission breaks the rules, so no trial is run:\n{string.Join('\n', Violations)}\n";

        var grade = submission.Grade();
        var replay = LabsProcess.RunIn(
            submission.Folder,
            "replay", "echo", "--submission", EchoSubmission.Name, "--scenario", "It_says_back_what_it_hears", "--seed", "0x1");

        Assert.That(grade, Is.EqualTo(new LabsProcess.Outcome(2, "", expected)));
        Assert.That(replay, Is.EqualTo(new LabsProcess.Outcome(2, "", expected)));
    }
}
