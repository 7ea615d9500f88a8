using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Labs.Reporting.Tests;

/// <summary>What holds for every file that is made of a result.</summary>
public sealed class ReportFilesTests
{
    private static readonly Func<StudentReport>[] Reports =
        [Graded.Partial, Graded.OutOfBounds, Graded.Attacked, () => Graded.Refused(), () => Graded.Report()];

    [TestCase(0, 6, 10)]
    [TestCase(1, 4, 10)]
    [TestCase(2, 0, 3)]
    [TestCase(3, 0, 4)]
    [TestCase(4, 0, 0)]
    public void Every_file_says_the_same_points_of_the_same_total(int which, int score, int points)
    {
        var report = Reports[which]();

        Assert.That(Totals(report), Is.All.EqualTo((score, points)));
    }

    [Test]
    public void A_part_of_the_points_stays_a_part()
    {
        var report = Graded.Report(Graded.Test("Terms_rise", "A", 3, 2));

        Assert.That(Written.ClassroomJson(report).GetProperty("tests")[0].GetProperty("score").GetInt32(), Is.EqualTo(2));
        Assert.That(Written.Classroom50(report).GetProperty("tests")[0].GetProperty("score").GetInt32(), Is.EqualTo(2));
        Assert.That(Written.Gradescope(report).GetProperty("tests")[0].GetProperty("score").GetInt32(), Is.EqualTo(2));
        Assert.That(Written.Markdown(report), Does.Contain(@" | 2/3 | "));
        Assert.That(Written.ClassroomJson(report).GetProperty("tests")[0].GetProperty("status").GetString(), Is.EqualTo("fail"));
    }

    [Test]
    public void Where_seeds_are_secret_no_file_shows_a_seed_or_the_command_that_replays_it()
    {
        var open = Graded.Partial();

        Assert.That(Written.All(open), Is.All.Contains("000000000000feed"), "else this test shows nothing");
        Assert.That(Written.All(open with { ShowsSeeds = false }), Is.All.Not.Contains("feed").And.All.Not.Contains("replay"));
    }

    [Test]
    public void Nothing_in_a_file_moves_a_cursor_hides_or_turns_around()
    {
        foreach (string text in Written.All(Graded.Attacked()).Concat(Written.All(Graded.Refused(Graded.Hostile))))
        {
            var decoded = Regex.Unescape(Regex.Replace(text, @"\\(?!u[0-9a-fA-F]{4})", ""));
            Assert.That(decoded.Where(character => char.IsControl(character) && character != '\n'), Is.Empty);
            Assert.That(decoded, Does.Not.Contain('\u202e').And.Not.Contain('\ufffe').And.Not.Contain("##["));
        }
    }

    [Test]
    public void Text_of_any_length_is_cut()
    {
        string text = new('x', 1_000_000);
        var report = Graded.Report(Graded.Test("Nothing_is_lost", "A", 3, 0, text, text));

        Assert.That(Written.All(report).Select(file => file.Length), Is.All.LessThan(10_000));
        Assert.That(Written.All(Graded.Refused(text)).Select(file => file.Length), Is.All.LessThan(10_000));
    }

    [Test]
    public void A_submission_that_was_not_run_has_no_points_and_its_reason_in_every_file()
    {
        var report = Graded.Refused();

        Assert.That(Written.All(report), Is.All.Contains("error CS0103: no name"));
        Assert.That(Written.ClassroomJson(report).GetProperty("status").GetString(), Is.EqualTo("error"));
    }

    private static IEnumerable<(int Score, int Points)> Totals(StudentReport report)
    {
        var classroom = Written.ClassroomJson(report);
        yield return (Sum(classroom, "score"), classroom.GetProperty("max_score").GetInt32());
        yield return (Sum(classroom, "score"), Sum(classroom, "max_score"));

        var classroom50 = Written.Classroom50(report);
        yield return (classroom50.GetProperty("score").GetInt32(), classroom50.GetProperty("max-score").GetInt32());
        yield return (Sum(classroom50, "score"), Sum(classroom50, "max-score"));

        var gradescope = Written.Gradescope(report);
        yield return (gradescope.GetProperty("score").GetInt32(), Sum(gradescope, "max_score"));
        yield return (Sum(gradescope, "score"), Sum(gradescope, "max_score"));

        var cases = XDocument.Parse(Written.JUnit(report)).Descendants("testcase").ToList();
        yield return (Sum(cases, "score"), Sum(cases, "points"));

        var all = Regex.Match(Written.Markdown(report), @"\*\*All\*\* \| \*\*(\d+)/(\d+)\*\*");
        yield return (Number(all.Groups[1].Value), Number(all.Groups[2].Value));
        var heading = Regex.Match(Written.Markdown(report), @"^# raft: (\d+) of (\d+) points\n");
        yield return (Number(heading.Groups[1].Value), Number(heading.Groups[2].Value));
        var first = Regex.Match(Written.PlainText(report), @"^raft: (\d+) of (\d+) points\n");
        yield return (Number(first.Groups[1].Value), Number(first.Groups[2].Value));
    }

    private static int Sum(JsonElement file, string member) =>
        file.GetProperty("tests").EnumerateArray().Sum(test => test.GetProperty(member).GetInt32());

    private static int Sum(IEnumerable<XElement> cases, string property) => cases
        .SelectMany(test => test.Element("properties")!.Elements())
        .Where(element => element.Attribute("name")!.Value == property)
        .Sum(element => Number(element.Attribute("value")!.Value));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
