using System.Text.Json;

namespace Labs.Grader.Tests;

public sealed class MutantsTests
{
    private const string Header = "title: t\nrule: r\nexpect: safety\n";
    private const string Edit = "file: src/EchoServer.cs\n<<<<<<<\n_heard > 0\n=======\n_heard > 1\n>>>>>>>\n";

    private static readonly TestCaseData[] Malformed =
    [
        Wrong("the header lacks 'expect:'", "title: t\nrule: r\n" + Edit),
        Wrong("expect has 'death'; kinds are safety, liveness, budget", "title: t\nrule: r\nexpect: death\n" + Edit),
        Wrong("has no edit; write one between", Header),
        Wrong("an edit needs a line 'file: PATH' above it", Header + "<<<<<<<\na\n=======\nb\n>>>>>>>\n", line: 4),
        Wrong("the edit that begins here lacks its line =======", Header + "file: a.cs\n<<<<<<<\na\n>>>>>>>\n", line: 5),
        Wrong("the edit that begins here lacks its line >>>>>>>", Header + "file: a.cs\n<<<<<<<\na\n=======\nb\n", line: 5),
        Wrong("there is nothing to search for", Header + "file: a.cs\n<<<<<<<\n=======\nb\n>>>>>>>\n", line: 5),
        Wrong("'Hello' is neither 'key: value' nor the line", Header + "Hello\n" + Edit, line: 4),
        Wrong("title stands there twice", "title: t\n" + Header + Edit, line: 2),
        Wrong("the reference has no file 'Server.cs'; did you mean 'src/EchoServer.cs'?", Header + "file: Server.cs\n<<<<<<<\na\n=======\nb\n>>>>>>>\n", line: 5),
        Wrong("does not have the text to search for", Header + "file: EchoServer.cs\n<<<<<<<\nspoken\n=======\nb\n>>>>>>>\n", line: 5),
        Wrong("has the text to search for more than once", Header + "file: EchoServer.cs\n<<<<<<<\n_heard\n=======\nb\n>>>>>>>\n", line: 5),
    ];

    [TestCaseSource(nameof(Malformed))]
    public void A_malformed_mutant_ends_with_2_its_file_and_its_line(string expected, string text, int line)
    {
        using var folder = new ScratchFolder();
        folder.Write("bad.mutant", text);

        var outcome = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--mutant", "bad.mutant");

        Assert.That(outcome.Status, Is.EqualTo(2), outcome.Output);
        Assert.That(outcome.Error, Does.StartWith(line == 0 ? "labs: bad.mutant" : $"labs: bad.mutant:{line}: ").And.Contains(expected));
    }

    [Test]
    public void The_bank_is_run_on_every_scenario_and_all_die()
    {
        using var folder = new ScratchFolder();

        var outcome = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--json", "kills.json");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")), outcome.Output);
        Assert.That(outcome.Output, Does.Contain("deaf-second-server  .#\nsays-no             ##\n"));
        Assert.That(outcome.Output, Does.Contain("echo: 2 of 2 mutants die"));
        using var kills = JsonDocument.Parse(folder.Read("kills.json"));
        var deaf = kills.RootElement.GetProperty("results")[0];
        Assert.That(kills.RootElement.GetProperty("survivors").GetArrayLength(), Is.Zero);
        Assert.That(deaf.GetProperty("kinds")[0].GetString(), Is.EqualTo("liveness"));
        Assert.That(deaf.GetProperty("scenarios")[0].GetProperty("failed").GetInt32(), Is.Zero);
        Assert.That(deaf.GetProperty("scenarios")[1].GetProperty("failed").GetInt32(), Is.EqualTo(40));
    }

    [Test]
    public void A_mutant_that_no_scenario_sees_survives_and_costs_the_status()
    {
        using var folder = new ScratchFolder();
        folder.Write("unseen.mutant", Header + "file: src/EchoServer.cs\n<<<<<<<\nnode.Id < 2\n=======\nnode.Id < 3\n>>>>>>>\n");

        var outcome = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--mutant", "unseen.mutant", "--trials", "3");

        Assert.That(outcome.Status, Is.EqualTo(1));
        Assert.That(outcome.Output, Does.Contain("survives: unseen: t\n").And.Contains("echo: 0 of 1 mutant dies"));
    }

    [Test]
    public void A_mutant_that_fails_otherwise_than_it_announces_is_pointed_out()
    {
        using var folder = new ScratchFolder();
        folder.Write("no.mutant", "title: t\nrule: r\nexpect: budget\n" + Edit);

        var outcome = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--mutant", "no.mutant", "--trials", "3", "--part", "A");

        Assert.That(outcome.Status, Is.Zero, outcome.Error);
        Assert.That(outcome.Output, Does.Contain("dies otherwise: no was to fail on budget, and failed on safety"));
    }

    [Test]
    public void A_mutant_that_does_not_compile_is_named()
    {
        using var folder = new ScratchFolder();
        folder.Write("broken.mutant", Header + "file: src/EchoServer.cs\n<<<<<<<\n_heard > 0\n=======\n_heard >\n>>>>>>>\n");

        var outcome = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--mutant", "broken.mutant");

        Assert.That(outcome.Status, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.StartWith("labs: mutant broken: ").And.Contains("echo/src/EchoServer.cs:14:"));
    }

    [Test]
    public void Generated_mutants_die_or_are_listed_but_for_those_known_to_be_right()
    {
        using var folder = new ScratchFolder();

        var outcome = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--generated", "--trials", "2");

        const string Survivor = "survives: echo/src/EchoServer.cs: return _heard > 0 && node.Id < 2 ? text : \"\"; => ";
        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(outcome.Output, Does.Contain("2 generated mutants are left out as equivalent"));
        Assert.That(outcome.Output, Does.Contain(Survivor + "return _heard > 0 ? text : \"\";"));
        Assert.That(outcome.Output, Does.Not.Contain(Survivor + "return _heard >= 0"));
        Assert.That(outcome.Output, Does.Contain("echo/src/EchoServer.cs: _heard++; => { }: dies in"));
    }

    [Test]
    public void A_mutant_can_be_written_out_as_a_submission()
    {
        using var folder = new ScratchFolder();

        var outcome = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--mutant", "says-no", "--write", "out");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(folder.Read("out/says-no/echo/src/EchoServer.cs"), Does.Contain("return \"no\";"));
    }

    [Test]
    public void An_attack_is_written_out_as_a_submission_and_never_run()
    {
        using var folder = new ScratchFolder();
        folder.Write("bad.attack", "title: t\nattack: new: a\nmust: refused: CS0001 no\nnew: src/Extra.cs\n<<<<<<<\n// extra\n>>>>>>>\n");

        var written = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--mutant", "bad.attack", "--write", "out");
        var run = LabsProcess.RunIn(folder.Path, "mutants", "echo", "--mutant", "bad.attack");

        Assert.That((written.Status, written.Error), Is.EqualTo((0, "")));
        Assert.That(folder.Read("out/bad/echo/src/Extra.cs"), Does.Contain("// extra"));
        Assert.That((run.Status, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("bad.attack is an attack: write it with --write DIR"));
    }

    private static TestCaseData Wrong(string expected, string text, int line = 0) =>
        new TestCaseData(expected, text, line).SetArgDisplayNames(expected);
}
