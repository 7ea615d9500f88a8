namespace Labs.Reporting.Tests;

/// <summary>The rules of GitHub's workflow commands.</summary>
public sealed class AnnotationsTests
{
    [Test]
    public void The_ten_scenarios_that_cost_most_come_and_no_more()
    {
        var tests = Enumerable.Range(1, 15).Select(points => Graded.Test($"Worth_{points}", "A", points, 0)).ToArray();

        string[] lines = Lines(Written.Annotations(Graded.Report([.. tests, Graded.Test("Passed", "A", 50, 50)])));

        Assert.That(
            lines.Select(line => line.Split("::")[1]),
            Is.EqualTo(Enumerable.Range(6, 10).Reverse().Select(points => $"error title=Worth {points} (A%2C 0/{points})")));
    }

    [Test]
    public void A_students_text_can_not_begin_a_command_or_end_a_property()
    {
        string text = Written.Annotations(Graded.Attacked());

        Assert.That(Lines(text), Has.Exactly(1).Items);
        Assert.That(text, Does.StartWith("::error title=Nothing is lost (A%2C 0/3)::3 failed in 23 trials%0Asafety: "));
        Assert.That(text, Does.Contain("%250A::notice::"), "what looks like an escape is escaped");
    }

    [Test]
    public void An_annotation_stands_at_the_students_line_where_the_stack_names_one()
    {
        const string Details = "System.Exception: x\n   at Theirs.Say() in raft/src/Raft.cs:line 42";

        var report = Graded.Report(Graded.Test("Nothing_is_lost", "A", 3, 0, "x", Details));

        Assert.That(Written.Annotations(report), Does.StartWith("::error file=labs/raft/src/Raft.cs,line=42,title=Nothing"));
        Assert.That(Written.Annotations(report, ""), Does.StartWith("::error file=raft/src/Raft.cs,line=42,title=Nothing"));
        Assert.That(Written.Annotations(report, null), Does.StartWith("::error title=Nothing"));
    }

    [TestCase("in ../../etc/x.cs:line 1")]
    [TestCase("in /etc/x.cs:line 1")]
    [TestCase("in a,title=y/x.cs:line 1")]
    public void A_line_elsewhere_is_no_place(string details)
    {
        var report = Graded.Report(Graded.Test("Nothing_is_lost", "A", 3, 0, "x", details));

        Assert.That(Written.Annotations(report), Does.StartWith("::error title=Nothing"));
    }

    [Test]
    public void Each_error_of_the_compiler_stands_at_its_line()
    {
        var report = Graded.Refused("the submission does not compile:\nraft/src/A.cs:12:5: error CS1: 100 % wrong\nraft/src/B.cs:3:1: error CS2: y\n... and more");

        Assert.That(Written.Annotations(report), Is.EqualTo(
            "::error file=labs/raft/src/A.cs,line=12,title=raft%3A the submission was not run::error CS1: 100 %25 wrong\n"
            + "::error file=labs/raft/src/B.cs,line=3,title=raft%3A the submission was not run::error CS2: y\n"));
        Assert.That(Written.Annotations(Graded.Refused("there is no\nsuch folder")), Is.EqualTo(
            "::error title=raft%3A the submission was not run::there is no%0Asuch folder\n"));
    }

    [Test]
    public void Full_points_have_no_annotation()
    {
        Assert.That(Written.Annotations(Graded.Report(Graded.Test("Passed", "A", 5, 5))), Is.Empty);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
