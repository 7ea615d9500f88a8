namespace Labs.Grader.Tests;

public sealed class BuildsOnTests
{
    private const string Relay = "public sealed class Relay(Labs.Echo.IEcho echo) : Labs.Relay.IRelay { public string Pass(string text) => echo.Say(text); }";
    private const string Parrot = "public sealed class Parrot(Labs.Framework.INode node) : Labs.Echo.IEcho { public string Say(string text) => node.Id == 0 ? \"no\" : \"\"; }";

    [Test]
    public void A_lab_that_builds_on_another_runs_on_the_submissions_own_solution_of_that()
    {
        using var folder = Submission(Relay, Parrot);

        var own = LabsProcess.RunIn(folder.Path, "grade", "relay", "--submission", "theirs");
        var reference = LabsProcess.RunIn(folder.Path, "grade", "relay", "--submission", "theirs", "--with-reference", "echo");

        Assert.That((own.Status, own.Error), Is.EqualTo((1, "")));
        Assert.That(own.Output, Does.Contain("safety: the relay passed on 'no' for 'hello'"));
        Assert.That((reference.Status, reference.Error), Is.EqualTo((0, "")), reference.Output);
    }

    [Test]
    public void A_replay_takes_the_same_solutions_as_the_grade()
    {
        const string Mute = "public sealed class Mute(Labs.Echo.IEcho echo) : Labs.Relay.IRelay { public string Pass(string text) => echo.Say(\"\"); }";
        using var folder = Submission(Mute, Parrot);

        var graded = LabsProcess.RunIn(folder.Path, "grade", "relay", "--submission", "theirs", "--with-reference", "echo");

        Assert.That(graded.Output, Does.Match("replay relay --scenario .* --submission theirs --with-reference echo\n"));
    }

    [Test]
    public void What_the_submission_lacks_is_named_with_the_cure()
    {
        using var folder = Submission(Relay, echo: null);

        var outcome = LabsProcess.RunIn(folder.Path, "grade", "relay", "--submission", "theirs");

        Assert.That(outcome.Status, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.StartWith("labs: relay builds on echo: ").And.EndsWith("--with-reference echo takes the reference solution instead\n"));
    }

    [TestCase("echo", "relay", "echo builds on no other lab, so that --with-reference relay has no meaning")]
    [TestCase("relay", "ecko", "relay does not build on 'ecko'; did you mean 'echo'?")]
    public void A_reference_of_another_lab_is_refused(string lab, string reference, string expected)
    {
        var outcome = LabsProcess.Run("grade", lab, "--with-reference", reference);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((2, $"labs: {expected}\n")));
    }

    [Test]
    public void Rules_hold_for_every_submitted_lab()
    {
        using var folder = Submission(Relay, Parrot.Replace("node.Id == 0", "node.Id == Environment.TickCount", StringComparison.Ordinal));

        var own = LabsProcess.RunIn(folder.Path, "check", "relay", "--submission", "theirs");

        Assert.That(own.Status, Is.EqualTo(2));
        Assert.That(own.Output + own.Error, Does.Contain("echo/src/Echo.cs:1:"));
    }

    private static ScratchFolder Submission(string relay, string? echo)
    {
        var folder = new ScratchFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "theirs/relay/src"));
        folder.Write("theirs/relay/src/Relay.cs", relay);
        if (echo is null) return folder;
        Directory.CreateDirectory(Path.Combine(folder.Path, "theirs/echo/src"));
        folder.Write("theirs/echo/src/Echo.cs", echo);
        return folder;
    }
}
