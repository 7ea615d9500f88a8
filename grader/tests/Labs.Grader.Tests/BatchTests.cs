using System.Text.RegularExpressions;
using Labs.Grader.Compiling;

namespace Labs.Grader.Tests;

public sealed partial class BatchTests
{
    private const string Unsure = "int draw = node.Random.Next(4); return draw switch { 0 => \"no\", 1 => \"perhaps\", _ => text };";

    private EchoClass _class = null!;

    [SetUp]
    public void MakeClass() => _class = new EchoClass();

    [TearDown]
    public void DeleteClass() => _class.Dispose();

    [Test]
    public void Each_student_gets_a_line_and_what_one_hands_in_costs_no_other()
    {
        _class.Add("alice", "return text;");
        _class.Add("bob", "return \"no\";");
        _class.Add("carol", "return System.IO.File.ReadAllText(\"/etc/passwd\");");
        _class.Write("dave", "class Deep { int x = " + new string('(', 60_000) + "1" + new string(')', 60_000) + "; }");
        Directory.CreateDirectory(_class.PathOf("class/erin"));
        File.WriteAllText(_class.PathOf("class/frank.zip"), "no archive");
        File.WriteAllText(_class.PathOf("class/notes.txt"), "");
        _class.Add("grace", "while (true) { }");

        var outcome = _class.Grade("out");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((1, "")), outcome.Output);
        string[] lines = [.. outcome.Output.Split('\n').Select(line => Counter().Replace(line, ""))];
        Assert.That(lines, Does.Contain("alice: 5 of 5 points").And.Contain("bob: 2 of 5 points").Or.Contain("bob: 0 of 5 points"));
        string page = _class.Read("out/index.html");
        Assert.That(lines, Has.One.StartsWith("carol: 0 of 5 points; the submission breaks the rules, so no trial is run: echo/src/Theirs.cs:6:61"));
        Assert.That(page, Does.Contain("<td>the submission breaks the rules, so no trial is run: echo/src/Theirs.cs:6:61: "));
        Assert.That(lines, Has.One.StartsWith("dave: 0 of 5 points; the submission does not compile: the compiler crashed on it"));
        Assert.That(lines, Has.One.StartsWith("erin: 0 of 5 points; erin has no C# file for the lab echo"));
        Assert.That(lines, Does.Contain("frank: 0 of 5 points; frank.zip is not a zip archive, or a damaged one"));
        Assert.That(lines, Does.Contain("grace: 0 of 5 points"));
        Assert.That(lines, Does.Contain("notes.txt is no folder and no archive, and is left out."));
        Assert.That(lines[^3], Does.StartWith("echo: 7 submissions, 1 with all points, 4 not run; in "));
        Assert.That(_class.Files("out").Keys.Where(file => file.StartsWith("bob", StringComparison.Ordinal)), Is.EqualTo(
            new[] { "bob/log.txt", "bob/report.txt", "bob/result.json" }));
        Assert.That(_class.Read("out/grace/report.txt"), Does.Contain("busy-loop: "));
        Assert.That(_class.Read("out/carol/report.txt"), Does.Contain("echo/src/Theirs.cs:6:61: The symbol 'System.IO' is banned"));
        string alice = _class.Read("out/gradebook.csv").Split("\r\n")[1];
        Assert.That(alice, Does.StartWith("\"alice\",\"5\",\"5\",\"3\",\"2\",\"24\",\"0\",\"\","));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Killed_at_any_moment_it_goes_on_and_the_files_are_the_same()
    {
        for (int i = 0; i < 2; i++) _class.Add($"student{i}", Unsure);
        _class.Write("student2", "class Broken {");
        var whole = _class.Grade("whole");
        var written = new Dictionary<string, DateTime>();
        var random = new Random(20261123);

        // Each goes on for longer than the one before, so that the kills fall on every stage.
        for (int kill = 0; kill < 3; kill++)
        {
            using var labs = _class.Start("killed", "--resume");
            Thread.Sleep(random.Next(200, 900) * (kill + 1));
            labs.Send("KILL");
            labs.End();
            foreach (string file in Results()) written.TryAdd(file, File.GetLastWriteTimeUtc(file));
        }

        var resumed = _class.Grade("killed", "--resume");

        Assert.That((whole.Status, resumed.Status), Is.EqualTo((1, 1)), whole.Error + resumed.Error);
        Assert.That(_class.Files("killed"), Is.EqualTo(_class.Files("whole")));
        Assert.That(written.Select(file => File.GetLastWriteTimeUtc(file.Key)), Is.EqualTo(written.Values), "nobody is graded twice");
    }

    [Test]
    public void Shares_and_a_last_run_give_the_files_of_a_run_without_shares()
    {
        for (int i = 0; i < 2; i++) _class.Add($"student{i}", Unsure);
        _class.Grade("whole");

        var second = _class.Grade("shared", "--shard", "2/2");
        bool isOverview = File.Exists(_class.PathOf("shared/index.html"));
        _class.Grade("shared", "--shard", "1/2", "--resume");
        _class.Grade("shared", "--resume");

        Assert.That(second.Output, Does.Contain("Grading 1 submission for echo").And.Contains("1/1 student1: "));
        Assert.That(isOverview, Is.False);
        Assert.That(_class.Files("shared"), Is.EqualTo(_class.Files("whole")));
    }

    [Test]
    public void Results_that_are_there_are_neither_overwritten_nor_mixed_with_others()
    {
        _class.Add("alice", "return text;");
        _class.Grade("out");

        var again = _class.Grade("out");
        var other = _class.Grade("out", "--resume", "--seed", "0x7");

        Assert.That(again, Is.EqualTo(new LabsProcess.Outcome(2, "", "labs: out has results already; --resume goes on with them\n")));
        Assert.That((other.Status, other.Output), Is.EqualTo((2, "")));
        Assert.That(other.Error, Does.StartWith("labs: out has the results of another batch: "));
    }

    [Test]
    public void Nothing_that_a_student_writes_is_a_formula_or_markup()
    {
        _class.Add("@SUM(A1)", "throw new InvalidOperationException(\"<script>alert(1)</script>\");");
        _class.Add("<b>bold</b>".Replace('/', '|'), "throw new InvalidOperationException(\"<script>alert(2)</script>\");");

        _class.Grade("out");

        string page = _class.Read("out/index.html");
        Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("<b>"));
        Assert.That(page, Does.Contain("&lt;script&gt;alert(#)&lt;/script&gt;"), "the failures of both look alike");
        Assert.That(page, Does.Contain("<br>in It says back what it hears and 1 more"), "and are one, in both scenarios");
        Assert.That(_class.Read("out/gradebook.csv"), Does.Contain("\"'@SUM(A1)\"").And.Not.Contain("\"@"));
    }

    [Test]
    public void The_gradebook_of_Canvas_comes_back_with_one_column_filled()
    {
        _class.Add("arivera", "return text;");
        _class.Add("echo-bob", "return \"no\";");
        _class.Add("stranger", "return text;");
        File.WriteAllText(_class.PathOf("canvas.csv"), """
            Student,ID,SIS User ID,SIS Login ID,Section,Essay (7),Echo lab (8)
                Points Possible,,,,,20,10
            "Rivera, Ana",11,S1,arivera,Sec 1,9,
            "=Bob",12,S2,bob,Sec 1,,
            "Carol",13,S3,carol,Sec 1,,

            """);

        var outcome = _class.Grade("out", "--canvas", "canvas.csv", "--part", "A");

        Assert.That(outcome.Output, Does.Contain("stranger is not in the gradebook of Canvas, or not for sure"));
        Assert.That(outcome.Output, Does.Contain("Carol of the gradebook of Canvas has no submission.\n").And.Not.Contain("Ana of"));
        Assert.That(_class.Read("out/canvas.csv").Split("\r\n"), Is.EqualTo(new[]
        {
            "\"Student\",\"ID\",\"SIS User ID\",\"SIS Login ID\",\"Section\",\"Essay (7)\",\"Echo lab (8)\"",
            "\"    Points Possible\",\"\",\"\",\"\",\"\",\"20\",\"10\"",
            "\"Rivera, Ana\",\"11\",\"S1\",\"arivera\",\"Sec 1\",\"9\",\"10\"",
            "\"=Bob\",\"12\",\"S2\",\"bob\",\"Sec 1\",\"\",\"0\"",
            "\"Carol\",\"13\",\"S3\",\"carol\",\"Sec 1\",\"\",\"\"",
            "",
        }));
    }

    [TestCase("echo-more (7),Echo (8)", "\"\",\"10\"", "Echo (8)")]
    [TestCase("Echo first part (7),echo (8)", "\"\",\"10\"", "echo (8)")]
    [TestCase("The Echo lab (7),more-echo (8)", "\"10\",\"\"", "The Echo lab (7)")]
    public void The_column_of_a_lab_with_a_longer_name_is_left_alone(string columns, string cells, string filled)
    {
        _class.Add("arivera", "return text;");
        string export = $"Student,ID,SIS Login ID,{columns}\n    Points Possible,,,10,10\nAna,11,arivera,,\n";
        File.WriteAllText(_class.PathOf("canvas.csv"), export);

        var outcome = _class.Grade("out", "--canvas", "canvas.csv", "--part", "A");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(_class.Read("out/canvas.csv"), Does.EndWith($"\"Ana\",\"11\",\"arivera\",{cells}\r\n"));
        Assert.That(outcome.Output, Does.Contain($"canvas.csv has the points in its column '{filled}'.\n"));
    }

    [Test]
    public void A_gradebook_of_Canvas_with_another_labs_column_alone_is_refused_before_any_trial()
    {
        _class.Add("arivera", "return text;");
        File.WriteAllText(_class.PathOf("canvas.csv"), "Student,ID,SIS Login ID,echo-more (7)\nAna,11,arivera,\n");

        var outcome = _class.Grade("out", "--canvas", "canvas.csv");

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Error, Is.EqualTo("labs: canvas.csv has no assignment for echo, as in 'echo (123)'; it has 'echo-more (7)'\n"));
    }

    [Test]
    public void Seeds_of_a_secret_are_in_no_report_until_they_are_opened_and_another_secret_is_another_batch()
    {
        _class.Add("alice", "return \"no\";");
        File.WriteAllText(_class.PathOf("secret"), "0123456789abcdef");
        File.WriteAllText(_class.PathOf("other"), "fedcba9876543210");

        _class.Grade("out", "--seed-secret", "secret");
        string closed = _class.Read("out/alice/report.txt");
        var other = _class.Grade("out", "--seed-secret", "other", "--resume");
        _class.Grade("out", "--seed-secret", "secret", "--resume", "--show-seeds");
        string open = _class.Read("out/alice/report.txt");

        Assert.That(closed, Does.Contain("  trial 0\n").And.Not.Contain("--seed"));
        Assert.That(other.Error, Does.StartWith("labs: out has the results of another batch: "));
        Assert.That(open, Does.Contain("  trial 0, seed 0x").And.Contain("--seed 0x"));
    }

    [Test]
    public void A_journal_of_other_files_begins_anew_and_one_that_is_held_costs_the_student_nothing()
    {
        using var compiler = new Compiler(CompilerLimits.Default);
        _class.Add("alice", "return text;");
        string journal = _class.PathOf("out/alice/journal.jsonl");
        Directory.CreateDirectory(_class.PathOf("out/alice"));
        File.WriteAllText(journal, "labs-journal/1 echo of something else\n{}\n");

        using (new FileStream(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var error = Assert.Throws<GraderException>(() => _class.GradeAlone(compiler, "alice", "out"))!;
            Assert.That(error.Message, Does.EndWith("does another batch write to the same folder?"));
            Assert.That(File.Exists(_class.PathOf("out/alice/result.json")), Is.False);
        }

        Assert.That(_class.GradeAlone(compiler, "alice", "out").Score, Is.EqualTo(5));
        Assert.That(_class.Files("out").Keys, Is.EqualTo(new[] { "alice/log.txt", "alice/report.txt", "alice/result.json" }));
    }

    [GeneratedRegex("^[0-9]+/[0-9]+ ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counter();

    private IEnumerable<string> Results() => Directory.Exists(_class.PathOf("killed"))
        ? Directory.EnumerateFiles(_class.PathOf("killed"), "result.json", SearchOption.AllDirectories)
        : [];
}
