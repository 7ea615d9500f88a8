using System.Text.Json;
using System.Text.RegularExpressions;

namespace Labs.Reporting.Tests;

public sealed class ClassroomFileTests
{
    [Test]
    public void It_is_one_line_of_base64_that_can_be_the_value_of_an_output()
    {
        Assert.That(Written.Classroom(Graded.Attacked()), Does.Match(@"\A[A-Za-z0-9+/]+={0,2}\n\z"));
    }

    [Test]
    public void It_has_the_members_that_the_reporter_reads_each_of_its_type()
    {
        var file = Written.ClassroomJson(Graded.Partial());

        Assert.That(Members(file), Is.EqualTo("version status max_score tests"));
        Assert.That((file.GetProperty("version").GetInt32(), file.GetProperty("status").GetString()), Is.EqualTo((1, "fail")));
        foreach (var test in file.GetProperty("tests").EnumerateArray())
        {
            Assert.That(Members(test), Is.EqualTo("name status score max_score message test_code filename line_no duration"));
            Assert.That(test.GetProperty("score").ValueKind, Is.EqualTo(JsonValueKind.Number), "strings would be joined, not added");
            Assert.That(test.GetProperty("status").GetString(), Is.AnyOf("pass", "fail"));
        }
    }

    [Test]
    public void With_each_test_as_a_runner_the_reporters_table_and_its_sum_agree()
    {
        // The table takes the share of passed tests, the sum their scores: with one test to a runner both are all or nothing.
        var report = Graded.Report(Graded.Test("A", "A", 4, 4), Graded.Test("B", "A", 6, 0));

        var tests = Written.ClassroomJson(report).GetProperty("tests").EnumerateArray().ToList();

        int table = tests.Sum(test => test.GetProperty("status").GetString() == "pass" ? test.GetProperty("max_score").GetInt32() : 0);
        Assert.That(table, Is.EqualTo(tests.Sum(test => test.GetProperty("score").GetInt32())).And.EqualTo(4));
    }

    [Test]
    public void What_the_reporter_prints_raw_is_no_command_for_the_runner()
    {
        foreach (var report in (StudentReport[])[Graded.Attacked(), Graded.Refused("::error::x\n::notice::y")])
        {
            foreach (var test in Written.ClassroomJson(report).GetProperty("tests").EnumerateArray())
            {
                string[] printed = [.. new[] { "name", "message", "test_code" }.Select(member => test.GetProperty(member).GetString()!)];
                Assert.That(printed, Is.All.Not.Contains("\n").And.All.Not.Contains("##["));
                Assert.That(printed.Where(line => Regex.IsMatch(line, @"^\s*::")), Is.Empty);
            }
        }
    }

    private static string Members(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(member => member.Name));
}
