namespace Labs.Reporting.Tests;

/// <summary>The rules of Gradescope's specification.</summary>
public sealed class GradescopeFileTests
{
    private static readonly string[] Known =
    [
        "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility", "stdout_visibility",
        "extra_data", "tests", "leaderboard",
    ];

    private static readonly string[] KnownOfTests =
        ["score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility", "extra_data"];

    [Test]
    public void It_has_no_member_that_the_specification_does_not_know()
    {
        var file = Written.Gradescope(Graded.Partial());

        Assert.That(file.EnumerateObject().Select(member => member.Name), Is.SubsetOf(Known));
        foreach (var test in file.GetProperty("tests").EnumerateArray())
            Assert.That(test.EnumerateObject().Select(member => member.Name), Is.SubsetOf(KnownOfTests));
    }

    [Test]
    public void Students_see_all_tests_and_so_their_total_but_no_standard_output()
    {
        var file = Written.Gradescope(Graded.Attacked());

        Assert.That(file.GetProperty("visibility").GetString(), Is.EqualTo("visible"));
        Assert.That(file.GetProperty("stdout_visibility").GetString(), Is.EqualTo("hidden"));
        Assert.That(file.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("visibility").GetString()), Is.All.EqualTo("visible"));
    }

    [Test]
    public void What_a_student_wrote_is_shown_as_plain_text()
    {
        var file = Written.Gradescope(Graded.Attacked());

        string[] formats = ["output_format", "test_output_format", "test_name_format"];
        Assert.That(formats.Select(format => file.GetProperty(format).GetString()), Is.All.EqualTo("text"));
        Assert.That(file.GetProperty("tests")[0].GetProperty("output_format").GetString(), Is.EqualTo("text"));
    }

    [Test]
    public void Times_are_whole_seconds_and_states_are_two()
    {
        var file = Written.Gradescope(Graded.Partial());

        Assert.That(file.GetProperty("execution_time").GetInt32(), Is.EqualTo(41));
        Assert.That(
            file.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("status").GetString()),
            Is.EqualTo(["passed", "failed", "failed", "passed"]));
        Assert.That(
            file.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("number").GetString()),
            Is.EqualTo(["A.1", "A.2", "B.1", "B.2"]));
    }

    [Test]
    public void The_receipt_lies_in_the_extra_data()
    {
        var receipt = Written.Gradescope(Graded.Partial()).GetProperty("extra_data");

        Assert.That(
            receipt.EnumerateObject().Select(entry => $"{entry.Name} {entry.Value.GetString()}"),
            Is.EqualTo(["seedSet 0x00000000000000ab", "suiteHash bb", "framework 1.0.0", "submissionHash aa"]));
    }
}
