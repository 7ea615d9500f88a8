using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Labs.Grader.Tests;

/// <summary>The files that a grade leaves for other programs.</summary>
public sealed class ReportTests
{
    private static readonly string[] Kinds = ["classroom", "classroom50", "gradescope", "junit", "markdown"];

    // Says it back, but does not wait for others: part A has all points, part B none.
    private const string PartA = "if (node.Id == 1) throw new InvalidOperationException(\"\\n::notice::full points\"); return text;";

    [Test]
    [Platform("Linux")]
    public void A_file_that_cannot_be_written_costs_no_other()
    {
        using var submission = EchoSubmission.Saying("return text;");
        string markdown = Path.Combine(submission.Folder, "report.md");

        var outcome = submission.Grade("--json", "/dev/full", "--markdown", markdown);

        Assert.That(outcome.Status, Is.EqualTo(2), outcome.Error);
        Assert.That(outcome.Error, Does.Match("^labs: /dev/full can't be written: [^\\n]+\\n$"));
        Assert.That(File.Exists(markdown), Is.True);
    }

    [Test]
    public void A_file_that_cannot_be_made_is_said_before_any_trial_and_one_that_can_is_not_left_behind()
    {
        using var submission = EchoSubmission.Saying("return text;");
        string json = Path.Combine(submission.Folder, "result.json");

        var outcome = submission.Grade("--json", json, "--markdown", Path.Combine(submission.Folder, new string('x', 300)));

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Error, Does.Contain("can't be written: "));
        Assert.That(File.Exists(json), Is.False);
    }

    [Test]
    public void All_files_of_one_grade_have_its_points()
    {
        using var submission = EchoSubmission.Saying(PartA);

        var outcome = submission.Grade(["--part", "A,B", .. Options(Kinds)]);

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(outcome.Output, Does.Contain(" 3 of 5 points;"), "else this test shows nothing");
        Assert.That(Totals(submission), Is.EqualTo((int[])[3, 5, 3, 5, 3, 5, 3, 5, 3, 5]));
    }

    [Test]
    public void A_submission_that_does_not_compile_leaves_files_that_say_so()
    {
        using var submission = EchoSubmission.Of("class Theirs { int i = nothing; }");

        var (outcome, json) = submission.GradeToFile(["--part", "A,B", .. Options(Kinds)]);

        Assert.That((outcome.Status, json), Is.EqualTo((2, "")));
        Assert.That(Totals(submission), Is.EqualTo((int[])[0, 5, 0, 5, 0, 5, 0, 5, 0, 5]));
        Assert.That(Kinds.Select(kind => Decoded(submission, kind)), Is.All.Contains("echo/src/Theirs.cs:1:24: error CS0103"));
    }

    [Test]
    public void A_job_shows_what_failed_beside_the_students_line()
    {
        using var submission = EchoSubmission.Saying(PartA);

        var outcome = submission.GradeInJob();

        string[] commands = [.. outcome.Output.Split('\n').Where(line => line.StartsWith("::", StringComparison.Ordinal))];
        Assert.That(commands, Has.Exactly(1).Items, outcome.Output);
        Assert.That(commands[0], Does.Match(@"^::error file=theirs/echo/src/Theirs\.cs,line=7,title=[A-Za-z ]+ \(B%2C 0/2\)::3 failed in 3 trials%0Aexception: "));
        Assert.That(submission.GradeInJob("--quiet").Output, Does.Not.Contain("::error"));
        Assert.That(submission.Grade().Output, Does.Not.Contain("::error"), "only in a job");
    }

    [Test]
    public void A_job_shows_what_does_not_compile_at_its_line()
    {
        using var submission = EchoSubmission.Of("class Theirs { int i = nothing; }");

        var outcome = submission.GradeInJob();

        Assert.That(outcome.Status, Is.EqualTo(2));
        Assert.That(outcome.Output, Does.StartWith("::error file=theirs/echo/src/Theirs.cs,line=1,title=echo%3A the submission was not run::error CS0103"));
    }

    [Test]
    public void A_secret_gives_every_student_the_same_seeds_that_no_file_for_students_shows()
    {
        using var one = EchoSubmission.Saying("return \"no\";");
        using var other = EchoSubmission.Saying("return \"never\";");
        var (outcome, first) = Secretly(one, "0123456789abcdef", "\n");
        var (_, second) = Secretly(other, "0123456789abcdef", "");
        var (_, third) = Secretly(one, "0123456789abcdeg", "");

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(Seeds(first), Has.Length.GreaterThan(4).And.Unique);
        Assert.That(Seeds(second), Is.EqualTo(Seeds(first)));
        Assert.That(Seeds(third).Intersect(Seeds(first)), Is.Empty);
        foreach (string kind in Kinds)
        {
            // The name of the set, which comes first, is no seed.
            string text = Decoded(other, kind);
            Assert.That(Seeds(second).Skip(1).Where(text.Contains), Is.Empty, kind);
            Assert.That(text, Does.Not.Contain("replay"), kind);
        }

        static (LabsProcess.Outcome, string) Secretly(EchoSubmission submission, string secret, string end)
        {
            string file = Path.Combine(submission.Folder, "secret");
            File.WriteAllText(file, secret + end);
            return submission.GradeToFile(["--part", "A,B", "--seed-secret", file, .. Options(Kinds, submission.Folder)]);
        }
    }

    [Test]
    public void A_trial_with_a_secret_seed_replays_like_any_other()
    {
        using var submission = EchoSubmission.Saying("return \"no\";");
        submission.Write("../secret", "0123456789abcdef");

        var (_, json) = submission.GradeToFile("--seed-secret", Path.Combine(submission.Folder, "secret"));

        using var document = JsonDocument.Parse(json);
        var failure = document.RootElement.GetProperty("tests")[0].GetProperty("failures")[2];
        var replay = LabsProcess.RunIn(
            submission.Folder,
            "replay", "echo", "--scenario", "It_says_back_what_it_hears", "--submission", EchoSubmission.Name,
            "--seed", failure.GetProperty("seed").GetString()!);
        Assert.That(replay.Output, Does.Contain(failure.GetProperty("traceHash").GetString()));
    }

    [TestCase("0123456789abcde\n", "is no secret")]
    [TestCase(null, "can't be read")]
    public void What_is_no_secret_is_refused(string? secret, string message)
    {
        using var submission = EchoSubmission.Saying("return text;");
        string file = Path.Combine(submission.Folder, "secret");
        if (secret is not null) File.WriteAllText(file, secret);

        var outcome = submission.Grade("--seed-secret", file);

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Error, Does.Contain(message));
    }

    [Test]
    public void A_seed_and_a_secret_exclude_each_other()
    {
        var outcome = LabsProcess.Run("grade", "echo", "--seed", "0x1", "--seed-secret", "secret");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((2, "labs: --seed and --seed-secret exclude each other; give one\n")));
    }

    [Test]
    public void A_file_that_can_not_be_written_is_refused_before_any_trial()
    {
        foreach (string kind in Kinds)
        {
            var outcome = LabsProcess.Run("grade", "echo", $"--{kind}", "nowhere/at/all");

            Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")), kind);
        }
    }

    private static string[] Options(string[] kinds, string folder = "") =>
        [.. kinds.SelectMany(kind => (string[])[$"--{kind}", Path.Combine(folder, kind)])];

    private static string Decoded(EchoSubmission submission, string kind)
    {
        string text = File.ReadAllText(Path.Combine(submission.Folder, kind));
        return kind == "classroom" ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text;
    }

    private static string[] Seeds(string json) => [.. Regex.Matches(json, @"(?<=eed"": "")0x[0-9a-f]{16}").Select(match => match.Value)];

    private static IEnumerable<int> Totals(EchoSubmission submission)
    {
        using var classroom = JsonDocument.Parse(Decoded(submission, "classroom"));
        yield return classroom.RootElement.GetProperty("tests").EnumerateArray().Sum(test => test.GetProperty("score").GetInt32());
        yield return classroom.RootElement.GetProperty("max_score").GetInt32();

        using var classroom50 = JsonDocument.Parse(Decoded(submission, "classroom50"));
        yield return classroom50.RootElement.GetProperty("score").GetInt32();
        yield return classroom50.RootElement.GetProperty("max-score").GetInt32();

        using var gradescope = JsonDocument.Parse(Decoded(submission, "gradescope"));
        yield return gradescope.RootElement.GetProperty("score").GetInt32();
        yield return gradescope.RootElement.GetProperty("tests").EnumerateArray().Sum(test => test.GetProperty("max_score").GetInt32());

        var cases = XDocument.Parse(Decoded(submission, "junit")).Descendants("testcase").Elements("properties").Elements().ToList();
        foreach (string name in (string[])["score", "points"])
        {
            yield return cases.Where(property => property.Attribute("name")!.Value == name)
                .Sum(property => int.Parse(property.Attribute("value")!.Value, CultureInfo.InvariantCulture));
        }

        var heading = Regex.Match(Decoded(submission, "markdown"), @"^# echo: (\d+) of (\d+) points");
        yield return int.Parse(heading.Groups[1].Value, CultureInfo.InvariantCulture);
        yield return int.Parse(heading.Groups[2].Value, CultureInfo.InvariantCulture);
    }
}
