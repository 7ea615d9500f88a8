using System.Text.Json;

namespace Labs.Reporting.Tests;

/// <summary>The rules that Classroom 50's validator enforces.</summary>
public sealed class Classroom50FileTests
{
    private static readonly (string, string)[] Environment =
    [
        ("CLASSROOM", "ds-2026"), ("ASSIGNMENT", "raft-a"), ("ASSIGNMENT_TYPE", "group"), ("OWNER", "bob"),
        ("SUBMISSION_TAG", "submit/2026-11-22T07-00-00Z-a1b2c3d"), ("COMMIT_URL", "https://example.org/c"),
        ("RELEASE_URL", "https://example.org/r"), ("REVIEW_URL", "https://example.org/v"),
    ];

    [Test]
    public void What_the_classroom_said_is_said_again()
    {
        var file = Written.Classroom50(Graded.Partial(), Environment);

        Assert.That(
            "schema classroom assignment assignment_type owner submission commit release review datetime".Split(' ')
                .Select(member => file.GetProperty(member).GetString()),
            Is.EqualTo(
            [
                "classroom50/result/v1", "ds-2026", "raft-a", "group", "bob", "submit/2026-11-22T07-00-00Z-a1b2c3d",
                "https://example.org/c", "https://example.org/r", "https://example.org/v", "2026-11-22T07:00:00Z",
            ]));
    }

    [Test]
    public void Outside_of_a_classroom_the_file_is_valid_too([Values] bool isAttacked)
    {
        var file = Written.Classroom50(isAttacked ? Graded.Attacked() : Graded.OutOfBounds());

        foreach (string member in new[] { "classroom", "assignment", "owner", "commit", "release", "review", "datetime" })
            Assert.That(file.GetProperty(member).GetString(), Is.Not.Empty, member);
        Assert.That(file.GetProperty("submission").GetString(), Does.StartWith("submit/"));
        Assert.That(file.GetProperty("assignment_type").GetString(), Is.EqualTo("individual"));
        AssertScores(file);
        foreach (var test in file.GetProperty("tests").EnumerateArray())
        {
            Assert.That(test.GetProperty("test-name").GetString(), Is.Not.Empty);
            Assert.That(test.GetProperty("passed").ValueKind, Is.AnyOf(JsonValueKind.True, JsonValueKind.False));
            AssertScores(test);
        }
    }

    [Test]
    public void A_tag_of_another_form_is_made_one_of_a_submission()
    {
        var file = Written.Classroom50(Graded.Partial(), ("SUBMISSION_TAG", "v1"), ("USERNAME", "carol"));

        Assert.That(file.GetProperty("submission").GetString(), Is.EqualTo("submit/v1"));
        Assert.That(file.GetProperty("owner").GetString(), Is.EqualTo("carol"));
        Assert.That(file.GetProperty("datetime").GetString(), Is.EqualTo("1970-01-01T00:00:00Z"));
    }

    private static void AssertScores(JsonElement element)
    {
        Assert.That(element.GetProperty("score").TryGetInt32(out int score), Is.True);
        Assert.That(element.GetProperty("max-score").TryGetInt32(out int most), Is.True);
        Assert.That(score, Is.InRange(0, most));
    }
}
